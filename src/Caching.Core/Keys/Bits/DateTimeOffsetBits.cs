namespace Caching;

/// <summary>Ticks and offset; the type's own equality compares the instant.</summary>
internal readonly struct DateTimeOffsetBits(DateTimeOffset value) : IBits<DateTimeOffsetBits>
{
    private readonly DateTimeOffset _value = value;

    public static DateTimeOffsetBits Unbox(object? value) => new((DateTimeOffset)value!);

    public bool Same(DateTimeOffsetBits other) => _value.EqualsExact(other._value);

    public int Hash() => _value.Ticks.GetHashCode();
}
