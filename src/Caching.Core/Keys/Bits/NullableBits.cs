using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Values that may be <see langword="null"/>, by the bits of those that aren't.</summary>
/// <remarks><typeparamref name="TBits"/> is a struct around a <typeparamref name="T"/> or as many bits, and nothing else.</remarks>
internal readonly struct NullableBits<T, TBits>(T? value) : IBits<NullableBits<T, TBits>>
    where T : struct
    where TBits : struct, IBits<TBits>
{
    private readonly bool _isGiven = value.HasValue;
    private readonly TBits _given = Unsafe.BitCast<T, TBits>(value.GetValueOrDefault());

    public static NullableBits<T, TBits> Unbox(object? value) => new((T?)value);

    public bool Same(NullableBits<T, TBits> other) =>
        _isGiven == other._isGiven && (!_isGiven || _given.Same(other._given));

    public int Hash() => _isGiven ? _given.Hash() : 0;
}
