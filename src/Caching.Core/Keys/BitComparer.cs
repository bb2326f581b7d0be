namespace Caching;

/// <summary>Compares boxed arguments of the types whose equality needs no text, bit for bit.</summary>
/// <remarks>Two values are equal exactly when their encoder writes the same text.</remarks>
internal abstract class BitComparer
{
    private static readonly Dictionary<Type, BitComparer> Known = new()
    {
        [typeof(bool)] = new BitComparer<ScalarComparer<bool>>(),
        [typeof(char)] = new BitComparer<ScalarComparer<char>>(),
        [typeof(sbyte)] = new BitComparer<ScalarComparer<sbyte>>(),
        [typeof(byte)] = new BitComparer<ScalarComparer<byte>>(),
        [typeof(short)] = new BitComparer<ScalarComparer<short>>(),
        [typeof(ushort)] = new BitComparer<ScalarComparer<ushort>>(),
        [typeof(int)] = new BitComparer<ScalarComparer<int>>(),
        [typeof(uint)] = new BitComparer<ScalarComparer<uint>>(),
        [typeof(long)] = new BitComparer<ScalarComparer<long>>(),
        [typeof(ulong)] = new BitComparer<ScalarComparer<ulong>>(),
        [typeof(nint)] = new BitComparer<ScalarComparer<nint>>(),
        [typeof(nuint)] = new BitComparer<ScalarComparer<nuint>>(),
        [typeof(Int128)] = new BitComparer<ScalarComparer<Int128>>(),
        [typeof(UInt128)] = new BitComparer<ScalarComparer<UInt128>>(),
        [typeof(Guid)] = new BitComparer<ScalarComparer<Guid>>(),
        [typeof(DateOnly)] = new BitComparer<ScalarComparer<DateOnly>>(),
        [typeof(TimeOnly)] = new BitComparer<ScalarComparer<TimeOnly>>(),
        [typeof(TimeSpan)] = new BitComparer<ScalarComparer<TimeSpan>>(),
        [typeof(string)] = new BitComparer<StringBitComparer>(),
        [typeof(Half)] = new BitComparer<BitsComparer<Half, ushort>>(),
        [typeof(float)] = new BitComparer<BitsComparer<float, uint>>(),
        [typeof(double)] = new BitComparer<BitsComparer<double, ulong>>(),
        [typeof(decimal)] = new BitComparer<BitsComparer<decimal, UInt128>>(),
        [typeof(DateTime)] = new BitComparer<DateTimeComparer>(),
        [typeof(DateTimeOffset)] = new BitComparer<DateTimeOffsetComparer>(),
    };

    /// <summary>Finds the comparer of a declared type; <see langword="null"/> when its values are told apart by text only.</summary>
    public static BitComparer? For(Type type)
    {
        var given = Nullable.GetUnderlyingType(type) ?? type;
        return Known.TryGetValue(given, out var comparer) ? comparer
            : given.IsEnum ? ForEnum(given)
            : null;
    }

    /// <summary>Finds the comparer of what an encoder writes; those of simple values, and of what is made of them and can't change.</summary>
    public static BitComparer? For(ArgumentEncoder encoder) => For(encoder.Type) ?? FieldsComparers.Create(encoder);

    /// <summary>Gets the <see cref="IBits"/> of a simple type; <see langword="null"/> of others.</summary>
    public virtual Type? Bits => null;

    /// <summary>Whether a value can be equal to another one; what can't is told apart by text.</summary>
    public virtual bool Compares(object? value) => true;

    public new abstract bool Equals(object? a, object? b);

    public abstract int GetHashCode(object? a);

    private static BitComparer ForEnum(Type type) =>
        (BitComparer)
            Activator.CreateInstance(
                typeof(BitComparer<>).MakeGenericType(
                    typeof(BitsComparer<,>).MakeGenericType(type, Enum.GetUnderlyingType(type))
                )
            )!;
}
