namespace Caching;

/// <summary>Ticks and kind; the type's own equality ignores the kind.</summary>
internal sealed class DateTimeComparer : BitComparer
{
    public override bool Equals(object? a, object? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : Parts((DateTime)a) == Parts((DateTime)b);

    public override int GetHashCode(object? a) => a is null ? 0 : Parts((DateTime)a).GetHashCode();

    private static (long Ticks, DateTimeKind Kind) Parts(DateTime value) => (value.Ticks, value.Kind);
}
