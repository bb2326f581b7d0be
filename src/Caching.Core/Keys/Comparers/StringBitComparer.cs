namespace Caching;

internal sealed class StringBitComparer : BitComparer
{
    public override bool Equals(object? a, object? b) =>
        string.Equals((string?)a, (string?)b, StringComparison.Ordinal);

    public override int GetHashCode(object? a) => a is null ? 0 : ((string)a).GetHashCode(StringComparison.Ordinal);
}
