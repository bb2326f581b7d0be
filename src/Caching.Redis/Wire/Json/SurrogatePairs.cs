using System.Text;
using System.Text.Json;

namespace Caching.Redis;

/// <summary>Refuses half surrogate pairs, in whose place JSON would write U+FFFD: another text.</summary>
internal static class SurrogatePairs
{
    public static ReadOnlySpan<char> RequireWhole(ReadOnlySpan<char> text)
    {
        // Most text has no surrogates at all, and is looked through many characters at a time.
        var first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var rest = first < 0 ? [] : text[first..]; !rest.IsEmpty; )
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                throw new JsonException("A text has half a surrogate pair, which JSON can't carry.");
            }

            rest = rest[length..];
        }

        return text;
    }
}
