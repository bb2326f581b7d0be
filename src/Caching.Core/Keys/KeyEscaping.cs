using System.Buffers;

namespace Caching;

/// <summary>Escapes text for keys: <c>%XX</c> for reserved and control characters, <c>%uXXXX</c> for lone surrogates.</summary>
/// <remarks>
/// Reserved are the separators and brackets of the key format and everything that means something in a glob. Lone
/// surrogates are escaped because UTF-8 would replace them all by the same character.
/// </remarks>
internal static class KeyEscaping
{
    private const string Reserved = "%,:|~#()[]{}=;@*?\\'\"^!";

    private static readonly SearchValues<char> ReservedCharacters = SearchValues.Create(Reserved);

    private static readonly SearchValues<char> PlainAscii = SearchValues.Create([
        .. Enumerable.Range(' ', 0x7F - ' ').Select(code => (char)code).Where(c => !Reserved.Contains(c)),
    ]);

    /// <summary>Tells whether the text holds a character that no escaped text holds.</summary>
    public static bool HasReserved(ReadOnlySpan<char> text) => text.ContainsAny(ReservedCharacters);

    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(PlainAscii))
        {
            return text;
        }

        var writer = new KeyWriter([]);
        Append(ref writer, text);
        var escaped = writer.ToString();
        writer.Dispose();
        return escaped;
    }

    public static void Append(ref KeyWriter writer, scoped ReadOnlySpan<char> text)
    {
        while (true)
        {
            var plain = text.IndexOfAnyExcept(PlainAscii);
            if (plain < 0)
            {
                writer.Append(text);
                return;
            }

            writer.Append(text[..plain]);
            text = text[(plain + AppendSpecial(ref writer, text[plain..]))..];
        }
    }

    // Returns how many characters were taken.
    private static int AppendSpecial(ref KeyWriter writer, scoped ReadOnlySpan<char> text)
    {
        var c = text[0];
        if (c < 0xA0)
        {
            writer.Append('%');
            writer.AppendFormatted((int)c, "X2");
        }
        else if (!char.IsSurrogate(c))
        {
            writer.Append(c);
        }
        else if (text.Length > 1 && char.IsSurrogatePair(c, text[1]))
        {
            writer.Append(text[..2]);
            return 2;
        }
        else
        {
            writer.Append("%u");
            writer.AppendFormatted((int)c, "X4");
        }

        return 1;
    }
}
