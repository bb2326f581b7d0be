namespace Caching;

/// <summary>Finds how the values of a type are told apart without text.</summary>
internal static class BitTypes
{
    private static readonly Dictionary<Type, Type> Known = new()
    {
        [typeof(bool)] = typeof(ScalarBits<bool>),
        [typeof(char)] = typeof(ScalarBits<char>),
        [typeof(sbyte)] = typeof(ScalarBits<sbyte>),
        [typeof(byte)] = typeof(ScalarBits<byte>),
        [typeof(short)] = typeof(ScalarBits<short>),
        [typeof(ushort)] = typeof(ScalarBits<ushort>),
        [typeof(int)] = typeof(ScalarBits<int>),
        [typeof(uint)] = typeof(ScalarBits<uint>),
        [typeof(long)] = typeof(ScalarBits<long>),
        [typeof(ulong)] = typeof(ScalarBits<ulong>),
        [typeof(nint)] = typeof(ScalarBits<nint>),
        [typeof(nuint)] = typeof(ScalarBits<nuint>),
        [typeof(Int128)] = typeof(ScalarBits<Int128>),
        [typeof(UInt128)] = typeof(ScalarBits<UInt128>),
        [typeof(Guid)] = typeof(ScalarBits<Guid>),
        [typeof(DateOnly)] = typeof(ScalarBits<DateOnly>),
        [typeof(TimeOnly)] = typeof(ScalarBits<TimeOnly>),
        [typeof(TimeSpan)] = typeof(ScalarBits<TimeSpan>),
        [typeof(string)] = typeof(StringBits),
        [typeof(Half)] = typeof(RawBits<Half, ushort>),
        [typeof(float)] = typeof(RawBits<float, uint>),
        [typeof(double)] = typeof(RawBits<double, ulong>),
        [typeof(decimal)] = typeof(RawBits<decimal, UInt128>),
        [typeof(DateTime)] = typeof(DateTimeBits),
        [typeof(DateTimeOffset)] = typeof(DateTimeOffsetBits),
    };

    /// <summary>Finds the <see cref="IBits{TSelf}"/> of a simple type; <see langword="null"/> when its values are told apart by text only.</summary>
    public static Type? Of(Type type) =>
        Nullable.GetUnderlyingType(type) is not { } given ? OfGiven(type)
        : OfGiven(given) is { } bits ? typeof(NullableBits<,>).MakeGenericType(given, bits)
        : null;

    /// <summary>Finds the <see cref="IBits{TSelf}"/> of what an encoder writes; those of simple values, and of what is made of them and can't change.</summary>
    public static Type? Of(ArgumentEncoder encoder) =>
        Of(encoder.Type)
        ?? (FieldsCode.CanCompare(encoder) ? typeof(FieldsBits<>).MakeGenericType(encoder.Type) : null);

    private static Type? OfGiven(Type type) =>
        Known.TryGetValue(type, out var bits) ? bits
        : type.IsEnum ? typeof(RawBits<,>).MakeGenericType(type, Enum.GetUnderlyingType(type))
        : null;
}
