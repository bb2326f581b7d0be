namespace Caching;

internal readonly struct StringBitComparer : IBits
{
    public static bool BoxedSame(object? a, object? b) => Same((string?)a, (string?)b);

    public static int BoxedHash(object? a) => Hash((string?)a);

    public static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);

    public static int Hash(string? value) => value is null ? 0 : value.GetHashCode(StringComparison.Ordinal);
}
