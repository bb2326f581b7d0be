using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Caching.Redis;

/// <summary>The bytes around a payload: they tell what it is, and that it is whole and under its own key.</summary>
/// <remarks>
/// <code>
/// offset  0  magic
///         1  XxHash3 of all that follows, seeded by the key    (64 bits; integers are little-endian)
///         9  version of the format
///        10  flags: 4 bits compression, then one each for tags, for "fresh until" and for sliding, one zero
///        11  serializer
///        12  schema                                            (64 bits)
///        20  created at, Unix milliseconds                     (64 bits)
///        28  decoded length                                    (32 bits)
///        32  of an entry that slides: its window in milliseconds, and until when it slides, in Unix milliseconds
///         .  of an entry that is kept as a last value: until when it is fresh, in Unix milliseconds
///         .  payload, then the tags (see TagTrailer)
/// </code>
/// The first ten bytes mean the same in every version. The hash finds damage and mix-ups, not forgery: who may write to
/// the server may write whole entries.
/// </remarks>
internal static class EntryEnvelope
{
    /// <summary>No digit and no minus, so that a counter's raw integer is never taken for an entry.</summary>
    public const byte Magic = 0xCA;

    public const byte Version = 1;

    public const byte CompressionMask = 0x0F;

    public const byte TagsFlag = 0x10;

    public const byte FreshUntilFlag = 0x20;

    public const byte SlidesFlag = 0x40;

    public const int HeaderLength = 32;

    public const int SlideLength = 16;

    /// <summary>The length of a header that tells until when its entry, which doesn't slide, is fresh.</summary>
    public const int LongHeaderLength = HeaderLength + sizeof(long);

    // The last that a date can tell.
    private const long LatestTime = 253_402_300_799_999;

    private const int HashedFrom = 9;

    private const int CommonLength = 10;

    /// <summary>Writes the header before the payload, which stands in its place already.</summary>
    public static void Seal(string key, in EntryHeader header, Span<byte> entry)
    {
        entry[0] = Magic;
        entry[9] = Version;
        entry[10] = (byte)(
            header.Compression
            | (header.TrailerLength > 0 ? TagsFlag : 0)
            | (header.Slide.Slides ? SlidesFlag : 0)
            | (header.FreshUntil is null ? 0 : FreshUntilFlag)
        );
        entry[11] = header.SerializerId;
        BinaryPrimitives.WriteUInt64LittleEndian(entry[12..], header.Schema);
        BinaryPrimitives.WriteInt64LittleEndian(entry[20..], header.CreatedAt);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[28..], header.DecodedLength);
        if (header.Slide.Slides)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry[HeaderLength..], header.Slide.Window);
            BinaryPrimitives.WriteInt64LittleEndian(entry[(HeaderLength + sizeof(long))..], header.Slide.Limit);
        }

        if (header.FreshUntil is { } freshUntil)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry[(header.Length - sizeof(long))..], freshUntil);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(entry[1..], Hash(key, entry));
    }

    /// <summary>Reads the header; anything but <see cref="Decoded.Ok"/> leaves it empty.</summary>
    public static Decoded Open(string key, ReadOnlySpan<byte> entry, out EntryHeader header)
    {
        header = default;
        if (entry.IsEmpty || entry[0] != Magic)
        {
            return Decoded.Foreign;
        }

        // The hash goes first: a flipped bit in the version is damage, not another version.
        if (entry.Length < CommonLength || BinaryPrimitives.ReadUInt64LittleEndian(entry[1..]) != Hash(key, entry))
        {
            return Decoded.Damaged;
        }

        if (entry[9] != Version)
        {
            return Decoded.OtherVersion;
        }

        if (entry.Length < HeaderLength)
        {
            return Decoded.Damaged;
        }

        if ((entry[10] & ~(CompressionMask | TagsFlag | FreshUntilFlag | SlidesFlag)) != 0)
        {
            return Decoded.OtherVersion;
        }

        var trailer = (entry[10] & TagsFlag) == 0 ? 0 : TagTrailer.Length(entry[^1]);
        if (entry.Length < LengthOf(entry[10]) + trailer)
        {
            return Decoded.Damaged;
        }

        header = ReadHeader(entry, trailer);
        return Decoded.Ok;
    }

    /// <summary>Whether the first bytes of an entry tell that it isn't fresh any more; they aren't checked for damage.</summary>
    public static bool IsStale(ReadOnlySpan<byte> head, long now) =>
        head.Length >= LongHeaderLength
        && head[0] == Magic
        && head[9] == Version
        && (head[10] & (FreshUntilFlag | SlidesFlag)) == FreshUntilFlag
        && BinaryPrimitives.ReadInt64LittleEndian(head[HeaderLength..]) <= now;

    /// <summary>Tells when an entry was stored that was read well; <see langword="null"/> of what has no envelope.</summary>
    public static DateTimeOffset? StoredAt(ReadOnlySpan<byte> entry) =>
        entry.Length >= HeaderLength
        && entry[0] == Magic
        && BinaryPrimitives.ReadInt64LittleEndian(entry[20..]) is > 0 and <= LatestTime and var createdAt
            ? DateTimeOffset.FromUnixTimeMilliseconds(createdAt)
            : null;

    private static EntryHeader ReadHeader(ReadOnlySpan<byte> entry, int trailer) =>
        new(
            (byte)(entry[10] & CompressionMask),
            entry[11],
            BinaryPrimitives.ReadUInt64LittleEndian(entry[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(entry[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[28..]),
            trailer,
            (entry[10] & SlidesFlag) == 0 ? default : ReadSlide(entry[HeaderLength..]),
            (entry[10] & FreshUntilFlag) == 0
                ? null
                : BinaryPrimitives.ReadInt64LittleEndian(entry[(LengthOf(entry[10]) - sizeof(long))..])
        );

    private static int LengthOf(int flags) =>
        HeaderLength
        + ((flags & SlidesFlag) == 0 ? 0 : SlideLength)
        + ((flags & FreshUntilFlag) == 0 ? 0 : sizeof(long));

    private static SlideTimes ReadSlide(ReadOnlySpan<byte> slide) =>
        new(
            BinaryPrimitives.ReadInt64LittleEndian(slide),
            BinaryPrimitives.ReadInt64LittleEndian(slide[sizeof(long)..])
        );

    // Characters are hashed as this machine keeps them: one of the other byte order misses, and never reads wrong.
    private static ulong Hash(string key, ReadOnlySpan<byte> entry) =>
        XxHash3.HashToUInt64(
            entry[HashedFrom..],
            unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan())))
        );
}
