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

    // What a text begins with, what it has then in this order, and what it ends with.
    private readonly string _first = "";
    private readonly (SearchValues<string> Text, int Length)[]? _then;
    private readonly string _last = "";

    // Has no star at all.
    private readonly bool _isWhole;

    public GlobMatcher(string glob)
    {
        Text = glob;
        if (Ascii.IsValid(glob) && !glob.AsSpan().ContainsAny(Other))
        {
            var literals = glob.Split('*');
            _isWhole = literals.Length == 1;
            _first = literals[0];
            _then = [.. literals.Skip(1).SkipLast(1).Where(text => text.Length > 0).Select(Literal)];
            _last = _isWhole ? "" : literals[^1];
        }
    }

    /// <summary>Gets the glob as written.</summary>
    public string Text { get; }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (_then is not { } then || text.IsEmpty)
        {
            return Glob.IsMatch(Text, text);
        }

        return (_isWhole ? text.Length == _first.Length : text.Length >= _first.Length + _last.Length)
            && text.StartsWith(_first.AsSpan())
            && text.EndsWith(_last.AsSpan())
            && HasInOrder(text[_first.Length..^_last.Length], then);
    }

    private static (SearchValues<string> Text, int Length) Literal(string text) =>
        (SearchValues.Create([text], StringComparison.Ordinal), text.Length);

    private static bool HasInOrder(ReadOnlySpan<char> text, (SearchValues<string> Text, int Length)[] literals)
    {
        foreach (var (literal, length) in literals)
        {
            var at = text.IndexOfAny(literal);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + length)..];
        }

        return true;
    }
}
