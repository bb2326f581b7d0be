namespace Caching;

/// <summary>Records, tuples and structs that can't change, by their fields. A value of a derived type is the same as none.</summary>
internal readonly struct FieldsBits<T>(T value) : IBits<FieldsBits<T>>
{
    private static readonly Func<T, T, bool> SameFields = FieldsCode.Same<T>();
    private static readonly Func<T, ulong> HashFields = FieldsCode.Hash<T>();

    private readonly T _value = value;

    private bool IsOwn => typeof(T).IsValueType || (_value is not null && _value.GetType() == typeof(T));

    public static FieldsBits<T> Unbox(object? value) => new((T)value!);

    public static bool CanBeSame(FieldsBits<T> value) => value._value is null || value.IsOwn;

    public bool Same(FieldsBits<T> other) =>
        IsOwn && other.IsOwn
            ? SameFields(_value, other._value)
            : !typeof(T).IsValueType && ReferenceEquals(_value, other._value);

    public int Hash() => IsOwn ? (int)(HashFields(_value) >> 32) : 0;
}
