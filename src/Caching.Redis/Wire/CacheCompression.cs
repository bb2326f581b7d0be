namespace Caching.Redis;

/// <summary>Makes payloads smaller before they go over the wire.</summary>
/// <remarks>
/// Implementations are thread-safe. A payload below <see cref="Threshold"/>, or one that doesn't get smaller, goes as it
/// is. Every process that shares the entries reads <see cref="BrotliCacheCompression"/>; another format is read only
/// where it is configured, and is a miss elsewhere.
/// </remarks>
public abstract class CacheCompression
{
    private const byte FirstUserId = 8;

    /// <summary>Initialises the compression.</summary>
    /// <param name="id">The number that stands for the format on the wire: 8 to 15; 1 to 7 are this library's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when <paramref name="id"/> isn't 8 to 15.</exception>
    protected CacheCompression(byte id)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(id, this is BrotliCacheCompression ? (byte)1 : FirstUserId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(id, EntryEnvelope.CompressionMask);
        Id = id;
    }

    /// <summary>Gets the number that stands for the format on the wire.</summary>
    public byte Id { get; }

    /// <summary>Gets the length in bytes from which payloads are compressed.</summary>
    /// <value>1 024.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is negative.</exception>
    public int Threshold
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1024;

    /// <summary>Compresses a payload.</summary>
    /// <param name="source">The payload.</param>
    /// <param name="destination">Where to write; shorter than the payload.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <returns><see langword="false"/> when the result doesn't fit.</returns>
    public abstract bool TryCompress(ReadOnlySpan<byte> source, Span<byte> destination, out int written);

    /// <summary>Restores a payload.</summary>
    /// <param name="source">What <see cref="TryCompress"/> wrote, all of it.</param>
    /// <param name="destination">Where to write; as long as the payload was.</param>
    /// <returns>
    /// Whether the whole source was used and gave exactly as many bytes as the destination has; an implementation never
    /// produces more.
    /// </returns>
    public abstract bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination);
}
