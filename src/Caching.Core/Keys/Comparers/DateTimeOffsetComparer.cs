namespace Caching;

/// <summary>Ticks and offset; the type's own equality compares the instant.</summary>
internal readonly struct DateTimeOffsetComparer : IBits
{
    public static bool BoxedSame(object? a, object? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : Same((DateTimeOffset)a, (DateTimeOffset)b);

    public static int BoxedHash(object? a) => a is null ? 0 : Hash((DateTimeOffset)a);

    public static bool Same(DateTimeOffset a, DateTimeOffset b) => a.EqualsExact(b);

    public static int Hash(DateTimeOffset value) => value.Ticks.GetHashCode();
}
