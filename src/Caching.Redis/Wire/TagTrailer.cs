using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Caching.Redis;

/// <summary>The end of an entry that has tags: a hash of each, then how many there are, in one byte.</summary>
/// <remarks>
/// Scripts read it: the index of a tag may still name an entry that was stored anew without the tag. Two tags of one
/// hash cost an entry at the most.
/// </remarks>
internal static class TagTrailer
{
    /// <summary>How many tags an entry may have.</summary>
    public const int MaxTags = byte.MaxValue;

    public static int Length(int tags) => tags == 0 ? 0 : (tags * sizeof(ulong)) + 1;

    public static void Write(IReadOnlyCollection<string> tags, Span<byte> trailer)
    {
        var at = 0;
        foreach (var tag in tags)
        {
            Write(tag, trailer[at..]);
            at += sizeof(ulong);
        }

        if (tags.Count > 0)
        {
            trailer[at] = (byte)tags.Count;
        }
    }

    /// <summary>The hash of one tag, as an entry carries it.</summary>
    public static byte[] Of(string tag)
    {
        var bytes = new byte[sizeof(ulong)];
        Write(tag, bytes);
        return bytes;
    }

    private static void Write(string tag, Span<byte> bytes) =>
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, XxHash3.HashToUInt64(MemoryMarshal.AsBytes(tag.AsSpan())));
}
