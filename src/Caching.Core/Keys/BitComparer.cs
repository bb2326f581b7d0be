namespace Caching;

/// <summary>Compares boxed arguments of the types whose equality needs no text, bit for bit.</summary>
/// <remarks>Two values are equal exactly when their encoder writes the same text.</remarks>
internal abstract class BitComparer
{
    private static readonly Dictionary<Type, BitComparer> Known = new()
    {
        [typeof(bool)] = new ScalarComparer<bool>(),
        [typeof(char)] = new ScalarComparer<char>(),
        [typeof(sbyte)] = new ScalarComparer<sbyte>(),
        [typeof(byte)] = new ScalarComparer<byte>(),
        [typeof(short)] = new ScalarComparer<short>(),
        [typeof(ushort)] = new ScalarComparer<ushort>(),
        [typeof(int)] = new ScalarComparer<int>(),
        [typeof(uint)] = new ScalarComparer<uint>(),
        [typeof(long)] = new ScalarComparer<long>(),
        [typeof(ulong)] = new ScalarComparer<ulong>(),
        [typeof(nint)] = new ScalarComparer<nint>(),
        [typeof(nuint)] = new ScalarComparer<nuint>(),
        [typeof(Int128)] = new ScalarComparer<Int128>(),
        [typeof(UInt128)] = new ScalarComparer<UInt128>(),
        [typeof(Guid)] = new ScalarComparer<Guid>(),
        [typeof(DateOnly)] = new ScalarComparer<DateOnly>(),
        [typeof(TimeOnly)] = new ScalarComparer<TimeOnly>(),
        [typeof(TimeSpan)] = new ScalarComparer<TimeSpan>(),
        [typeof(string)] = new StringBitComparer(),
        [typeof(Half)] = new BitsComparer<Half, ushort>(),
        [typeof(float)] = new BitsComparer<float, uint>(),
        [typeof(double)] = new BitsComparer<double, ulong>(),
        [typeof(decimal)] = new BitsComparer<decimal, UInt128>(),
        [typeof(DateTime)] = new DateTimeComparer(),
        [typeof(DateTimeOffset)] = new DateTimeOffsetComparer(),
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

    /// <summary>Whether a value can be equal to another one; what can't is told apart by text.</summary>
    public virtual bool Compares(object? value) => true;

    public new abstract bool Equals(object? a, object? b);

    public abstract int GetHashCode(object? a);

    private static BitComparer ForEnum(Type type) =>
        (BitComparer)
            Activator.CreateInstance(typeof(BitsComparer<,>).MakeGenericType(type, Enum.GetUnderlyingType(type)))!;
}
