namespace Caching;

internal readonly struct StringBits(string? value) : IBits<StringBits>
{
    private readonly string? _value = value;

    public static StringBits Unbox(object? value) => new((string?)value);

    public bool Same(StringBits other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public int Hash() => _value is null ? 0 : _value.GetHashCode(StringComparison.Ordinal);
}
