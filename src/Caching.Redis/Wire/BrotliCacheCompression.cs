using System.Buffers;
using System.IO.Compression;

namespace Caching.Redis;

/// <summary>Compresses payloads by Brotli.</summary>
public sealed class BrotliCacheCompression : CacheCompression
{
    private const int WindowBits = 22;

    /// <summary>Initialises the compression.</summary>
    public BrotliCacheCompression()
        : base(1) { }

    /// <summary>What entries are read with, whether this process compresses or not.</summary>
    internal static BrotliCacheCompression Reader { get; } = new();

    /// <summary>Gets how hard it tries: 0, the fastest, to 11, the smallest.</summary>
    /// <value>3: about as fast as writing JSON.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value isn't 0 to 11.</exception>
    public int Quality
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 11);
            field = value;
        }
    } = 3;

    /// <inheritdoc/>
    public override bool TryCompress(ReadOnlySpan<byte> source, Span<byte> destination, out int written) =>
        BrotliEncoder.TryCompress(source, destination, out written, Quality, WindowBits);

    /// <inheritdoc/>
    public override bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        using var decoder = default(BrotliDecoder);
        var status = decoder.Decompress(source, destination, out var consumed, out var written);
        return status == OperationStatus.Done && consumed == source.Length && written == destination.Length;
    }
}
