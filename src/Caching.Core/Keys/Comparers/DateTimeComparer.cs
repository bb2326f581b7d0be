namespace Caching;

/// <summary>Ticks and kind; the type's own equality ignores the kind.</summary>
internal readonly struct DateTimeComparer : IBits
{
    public static bool BoxedSame(object? a, object? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : Same((DateTime)a, (DateTime)b);

    public static int BoxedHash(object? a) => a is null ? 0 : Hash((DateTime)a);

    public static bool Same(DateTime a, DateTime b) => a.Ticks == b.Ticks && a.Kind == b.Kind;

    public static int Hash(DateTime value) => HashCode.Combine(value.Ticks, value.Kind);
}
