using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Values whose own equality isn't that of their bits, or is slow: enums, floating points and decimals.</summary>
internal sealed class BitsComparer<T, TBits> : BitComparer
    where T : struct
    where TBits : struct, IEquatable<TBits>
{
    public override bool Equals(object? a, object? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : Same((T)a, (T)b);

    public override int GetHashCode(object? a) => a is null ? 0 : Hash((T)a);

    public static bool Same(T a, T b) => Bits(a).Equals(Bits(b));

    public static int Hash(T value) => Bits(value).GetHashCode();

    private static TBits Bits(T value) => Unsafe.BitCast<T, TBits>(value);
}
