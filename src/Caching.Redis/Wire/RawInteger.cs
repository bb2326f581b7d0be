using System.Buffers.Text;

namespace Caching.Redis;

/// <summary>Reads the integers of counters, as the server writes them and in no other form.</summary>
internal static class RawInteger
{
    private const int MaxLength = 20;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        if (bytes.Length is 0 or > MaxLength || !Utf8Parser.TryParse(bytes, out number, out var used))
        {
            return false;
        }

        // "007", "+7" and "-0" parse as well, but no counter looks like that.
        Span<byte> canonical = stackalloc byte[MaxLength];
        return used == bytes.Length
            && Utf8Formatter.TryFormat(number, canonical, out var length)
            && bytes.SequenceEqual(canonical[..length]);
    }
}
