namespace Caching;

/// <summary>Ticks and kind; the type's own equality ignores the kind.</summary>
internal readonly struct DateTimeBits(DateTime value) : IBits<DateTimeBits>
{
    private readonly DateTime _value = value;

    public static DateTimeBits Unbox(object? value) => new((DateTime)value!);

    public bool Same(DateTimeBits other) => _value.Ticks == other._value.Ticks && _value.Kind == other._value.Kind;

    public int Hash() => HashCode.Combine(_value.Ticks, _value.Kind);
}
