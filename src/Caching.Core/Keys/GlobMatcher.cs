using System.Buffers;
using System.Text;

namespace Caching;

/// <summary>A glob made ready for many texts. It matches what <see cref="Glob"/> matches.</summary>
/// <remarks>
/// Immutable, thread-safe. Where the glob is ASCII and has stars only, its literals are looked for in the text itself:
/// among bytes of UTF-8 and among characters ASCII is found at the same places. Others go the long way.
/// </remarks>
internal sealed class GlobMatcher
{
    private static readonly SearchValues<char> Other = SearchValues.Create("?[]\\");

    private readonly string[]? _literals;

    public GlobMatcher(string glob)
    {
        Text = glob;
        _literals = Ascii.IsValid(glob) && !glob.AsSpan().ContainsAny(Other) ? glob.Split('*') : null;
    }

    /// <summary>Gets the glob as written.</summary>
    public string Text { get; }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (_literals is not { } literals || text.IsEmpty)
        {
            return Glob.IsMatch(Text, text);
        }

        if (literals.Length == 1)
        {
            return text.SequenceEqual(literals[0]);
        }

        var (first, last) = (literals[0], literals[^1]);
        return text.Length >= first.Length + last.Length
            && text.StartsWith(first, StringComparison.Ordinal)
            && text.EndsWith(last, StringComparison.Ordinal)
            && HasInOrder(text[first.Length..^last.Length], literals.AsSpan(1..^1));
    }

    private static bool HasInOrder(ReadOnlySpan<char> text, ReadOnlySpan<string> literals)
    {
        foreach (var literal in literals)
        {
            var at = text.IndexOf(literal, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + literal.Length)..];
        }

        return true;
    }
}
