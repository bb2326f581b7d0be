using System.Runtime.InteropServices;

namespace Caching.Redis;

/// <summary>What an entry says of its payload.</summary>
/// <param name="Compression">The format it is compressed in; 0 for none.</param>
/// <param name="SerializerId">The serializer that wrote it.</param>
/// <param name="Schema">The fingerprint of the shape that it was written for.</param>
/// <param name="CreatedAt">When it was written, in Unix milliseconds.</param>
/// <param name="DecodedLength">Its length in bytes before compression.</param>
/// <param name="TrailerLength">How many bytes after the payload tell its tags.</param>
/// <param name="Slide">How it slides.</param>
/// <param name="FreshUntil">
/// When its time to live is over, in Unix milliseconds; <see langword="null"/> where it isn't kept after that.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntryHeader(
    byte Compression,
    byte SerializerId,
    ulong Schema,
    long CreatedAt,
    uint DecodedLength,
    int TrailerLength = 0,
    SlideTimes Slide = default,
    long? FreshUntil = null
)
{
    /// <summary>Gets its own length in bytes.</summary>
    public int Length =>
        EntryEnvelope.HeaderLength
        + (Slide.Slides ? EntryEnvelope.SlideLength : 0)
        + (FreshUntil is null ? 0 : sizeof(long));
}
