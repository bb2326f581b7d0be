using System.Buffers;
using System.Text;

namespace Caching;

/// <summary>Matches globs as Redis does, byte for byte over UTF-8.</summary>
/// <remarks>
/// <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[^a-z]</c> and <c>\</c>. As there, a class may lack its end, a range may be
/// reversed, and the empty text matches the empty pattern only.
/// </remarks>
internal static class Glob
{
    private static readonly SearchValues<char> Special = SearchValues.Create("*?[]\\");

    /// <summary>Tells whether the text matches.</summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(pattern.Length) + Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = size > 512 ? ArrayPool<byte>.Shared.Rent(size) : null;
        var buffer = rented ?? stackalloc byte[512];
        var split = Encoding.UTF8.GetBytes(pattern, buffer);
        var end = split + Encoding.UTF8.GetBytes(text, buffer[split..]);
        var matches = IsMatch(buffer[..split], buffer[split..end]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return matches;
    }

    /// <summary>Escapes a text so that it matches itself only.</summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(Special))
        {
            return text.ToString();
        }

        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            (Special.Contains(c) ? escaped.Append('\\') : escaped).Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Escapes what was written after <paramref name="start"/>.</summary>
    public static void EscapeWritten(ref KeyWriter writer, int start)
    {
        if (writer.Written[start..].ContainsAny(Special))
        {
            var escaped = Escape(writer.Written[start..]);
            writer.Truncate(start);
            writer.Append(escaped);
        }
    }

    /// <summary>Tells whether there is a text that both patterns match.</summary>
    public static bool CanMatchSame(string a, string b) =>
        GlobPattern.Intersect(GlobPattern.Parse(a), GlobPattern.Parse(b));

    private static bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return pattern.IsEmpty;
        }

        var (at, index) = (0, 0);
        var (afterStar, retry) = (-1, 0);
        while (index < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (afterStar, retry) = (++at, index);
            }
            else if (at < pattern.Length && GlobToken.Matches(pattern[at..], text[index], out var length))
            {
                at += length;
                index++;
            }
            else if (afterStar >= 0)
            {
                // Only the last star needs another try: an earlier one could but shift what already matched.
                (at, index) = (afterStar, ++retry);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].IndexOfAnyExcept((byte)'*') < 0;
    }
}
