namespace Caching;

/// <summary>Ticks and offset; the type's own equality compares the instant.</summary>
internal sealed class DateTimeOffsetComparer : BitComparer
{
    public override bool Equals(object? a, object? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : ((DateTimeOffset)a).EqualsExact((DateTimeOffset)b);

    public override int GetHashCode(object? a) => a is null ? 0 : ((DateTimeOffset)a).Ticks.GetHashCode();
}
