namespace Caching;

/// <summary>A comparer of one of the simple types.</summary>
internal sealed class BitComparer<TBits> : BitComparer
    where TBits : struct, IBits
{
    public override Type Bits => typeof(TBits);

    public override bool Equals(object? a, object? b) => TBits.BoxedSame(a, b);

    public override int GetHashCode(object? a) => TBits.BoxedHash(a);
}
