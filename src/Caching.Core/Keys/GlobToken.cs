namespace Caching;

/// <summary>Reads the first token of a pattern that isn't a star: one byte, any byte or a class of bytes.</summary>
internal static class GlobToken
{
    /// <summary>Tells whether the token at the start of a pattern matches a byte.</summary>
    /// <param name="pattern">The pattern, not empty.</param>
    /// <param name="value">The byte.</param>
    /// <param name="length">How long the token is.</param>
    public static bool Matches(ReadOnlySpan<byte> pattern, byte value, out int length)
    {
        switch (pattern[0])
        {
            case (byte)'?':
                length = 1;
                return true;
            case (byte)'[':
                return MatchesClass(pattern, value, out length);
            case (byte)'\\' when pattern.Length > 1:
                length = 2;
                return pattern[1] == value;
            default:
                length = 1;
                return pattern[0] == value;
        }
    }

    private static bool MatchesClass(ReadOnlySpan<byte> pattern, byte value, out int length)
    {
        var negated = pattern is [_, (byte)'^', ..];
        var matches = false;
        var at = negated ? 2 : 1;
        while (at < pattern.Length && pattern[at] != ']')
        {
            var rest = pattern[at..];
            if (rest is [(byte)'\\', var escaped, ..])
            {
                matches |= escaped == value;
                at += 2;
            }
            else if (rest is [var from, (byte)'-', var to, ..])
            {
                matches |= IsBetween(from, to, value);
                at += 3;
            }
            else
            {
                matches |= rest[0] == value;
                at++;
            }
        }

        length = Math.Min(at + 1, pattern.Length);
        return matches != negated;
    }

    // Redis compares C chars, which are signed where it usually runs.
    private static bool IsBetween(byte from, byte to, byte value)
    {
        var (low, high, signed) = ((sbyte)from, (sbyte)to, (sbyte)value);
        return low <= high ? signed >= low && signed <= high : signed >= high && signed <= low;
    }
}
