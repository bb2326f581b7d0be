namespace Caching;

/// <summary>Values whose own equality is that of their bits.</summary>
internal readonly struct ScalarBits<T>(T value) : IBits<ScalarBits<T>>
    where T : struct, IEquatable<T>
{
    private readonly T _value = value;

    public static ScalarBits<T> Unbox(object? value) => new((T)value!);

    public bool Same(ScalarBits<T> other) => _value.Equals(other._value);

    public int Hash() => _value.GetHashCode();
}
