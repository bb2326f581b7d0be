using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Values whose own equality isn't that of their bits, or is slow: enums, floating points and decimals.</summary>
internal readonly struct RawBits<T, TRaw>(T value) : IBits<RawBits<T, TRaw>>
    where T : struct
    where TRaw : struct, IEquatable<TRaw>
{
    private readonly TRaw _raw = Unsafe.BitCast<T, TRaw>(value);

    public static RawBits<T, TRaw> Unbox(object? value) => new((T)value!);

    public bool Same(RawBits<T, TRaw> other) => _raw.Equals(other._raw);

    public int Hash() => _raw.GetHashCode();
}
