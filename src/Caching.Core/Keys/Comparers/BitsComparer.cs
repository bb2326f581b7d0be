using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Values whose own equality isn't that of their bits, or is slow: enums, floating points and decimals.</summary>
internal readonly struct BitsComparer<T, TBits> : IBits
    where T : struct
    where TBits : struct, IEquatable<TBits>
{
    public static bool BoxedSame(object? a, object? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : Same((T)a, (T)b);

    public static int BoxedHash(object? a) => a is null ? 0 : Hash((T)a);

    public static bool Same(T a, T b) => Bits(a).Equals(Bits(b));

    public static int Hash(T value) => Bits(value).GetHashCode();

    private static TBits Bits(T value) => Unsafe.BitCast<T, TBits>(value);
}
