namespace Caching;

internal sealed class StringBitComparer : BitComparer
{
    public override bool Equals(object? a, object? b) => Same((string?)a, (string?)b);

    public override int GetHashCode(object? a) => Hash((string?)a);

    public static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);

    public static int Hash(string? value) => value is null ? 0 : value.GetHashCode(StringComparison.Ordinal);
}
