using System.Buffers;
using System.Runtime.CompilerServices;

namespace Caching.Redis;

/// <summary>Turns values into the bytes of entries, and back where the bytes are whole and mean the same type.</summary>
internal sealed class EntryCodec(
    ICacheSerializer serializer,
    CacheCompression? compression,
    int maxPayload,
    TimeProvider time
)
{
    private readonly TypeTable<SchemaFingerprint> _schemas = new();

    /// <summary>Gives the bytes of an entry, in an array of their own.</summary>
    /// <exception cref="CacheOperationException">
    /// Thrown when the value can't be serialised, or is larger than a payload may be.
    /// </exception>
    public byte[] Encode<T>(
        string key,
        T value,
        IReadOnlyCollection<string>? tags = null,
        SlideTimes slide = default,
        TimeSpan? freshFor = null
    )
    {
        var output = PooledBufferWriter.Rent(maxPayload);
        try
        {
            var schema = SchemaOf<T>();
            serializer.Serialize(output, value);
            return Seal(key, output.Written, schema, tags ?? [], slide, freshFor);
        }
        catch (PayloadTooLargeException failure)
        {
            throw Refused<T>(
                key,
                $"is larger than {maxPayload} bytes when written: raise MaxPayload or don't cache it",
                failure
            );
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw Refused<T>(key, "can't be written by the serializer: see the inner exception", failure);
        }
        finally
        {
            output.Return();
        }
    }

    /// <summary>Reads a value; throws for no bytes whatever.</summary>
    public Decoded Decode<T>(string key, ReadOnlySpan<byte> bytes, out T? value)
    {
        value = default;
        var outcome = EntryEnvelope.Open(key, bytes, out var header);
        if (outcome != Decoded.Ok)
        {
            return outcome == Decoded.Foreign ? ReadCounter(bytes, ref value) : outcome;
        }

        try
        {
            return header.SerializerId != serializer.Id || header.Schema != SchemaOf<T>()
                ? Decoded.OtherSchema
                : Age(header, ReadPayload(header, bytes[header.Length..^header.TrailerLength], out value));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            value = default;
            return Decoded.Unreadable;
        }
    }

    /// <summary>Whether the first bytes of an entry tell that its time to live is over.</summary>
    public bool IsStale(ReadOnlySpan<byte> head) => EntryEnvelope.IsStale(head, Now);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    // Clocks of processes differ a little: only entries that are kept as last values depend on them.
    private Decoded Age(in EntryHeader header, Decoded read) =>
        read == Decoded.Ok && header.FreshUntil <= Now ? Decoded.Stale : read;

    private static Decoded ReadCounter<T>(ReadOnlySpan<byte> bytes, ref T? value)
    {
        if (!RawInteger.TryRead(bytes, out var number))
        {
            return Decoded.Foreign;
        }

        if (typeof(T) != typeof(long))
        {
            return Decoded.Counter;
        }

        value = Unsafe.As<long, T>(ref number);
        return Decoded.Ok;
    }

    private static CacheOperationException Refused<T>(string key, string why, Exception cause) =>
        new($"A value of {FriendlyNames.Of(typeof(T))} {why}.", "set", key, cause, CacheFailureReason.Value);

    private Decoded ReadPayload<T>(in EntryHeader header, ReadOnlySpan<byte> payload, out T? value)
    {
        value = default;

        // Before anything is allocated by a number that came over the wire.
        if (header.DecodedLength > (uint)maxPayload || payload.Length > maxPayload)
        {
            return Decoded.TooLarge;
        }

        if (header.Compression != 0)
        {
            return Decompress(header, payload, out value);
        }

        if (payload.Length != header.DecodedLength)
        {
            return Decoded.Damaged;
        }

        value = serializer.Deserialize<T>(payload);
        return Decoded.Ok;
    }

    private Decoded Decompress<T>(in EntryHeader header, ReadOnlySpan<byte> payload, out T? value)
    {
        value = default;
        if (ReaderOf(header.Compression) is not { } reader)
        {
            return Decoded.OtherVersion;
        }

        var length = (int)header.DecodedLength;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (!reader.TryDecompress(payload, buffer.AsSpan(0, length)))
            {
                return Decoded.Unreadable;
            }

            value = serializer.Deserialize<T>(buffer.AsSpan(0, length));
            return Decoded.Ok;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Brotli is read without being configured, so that processes can turn it on or off one after another.
    private CacheCompression? ReaderOf(byte format) =>
        format == compression?.Id ? compression
        : format == BrotliCacheCompression.Reader.Id ? BrotliCacheCompression.Reader
        : null;

    private byte[] Seal(
        string key,
        ReadOnlySpan<byte> payload,
        ulong schema,
        IReadOnlyCollection<string> tags,
        SlideTimes slide,
        TimeSpan? freshFor
    )
    {
        var now = Now;
        var header = new EntryHeader(
            0,
            serializer.Id,
            schema,
            now,
            (uint)payload.Length,
            TagTrailer.Length(tags.Count),
            slide.Slides ? slide with { Limit = now + slide.Limit } : default,
            freshFor is { } span ? now + (long)Math.Ceiling(span.TotalMilliseconds) : null
        );
        if (compression is null || payload.IsEmpty || payload.Length < compression.Threshold)
        {
            return Seal(key, header, payload, tags);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(payload.Length);
        try
        {
            return compression.TryCompress(payload, buffer.AsSpan(0, payload.Length - 1), out var written)
                ? Seal(key, header with { Compression = compression.Id }, buffer.AsSpan(0, written), tags)
                : Seal(key, header, payload, tags);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Seal(
        string key,
        in EntryHeader header,
        ReadOnlySpan<byte> payload,
        IReadOnlyCollection<string> tags
    )
    {
        var end = header.Length + payload.Length;
        var entry = GC.AllocateUninitializedArray<byte>(end + header.TrailerLength);
        payload.CopyTo(entry.AsSpan(header.Length));
        TagTrailer.Write(tags, entry.AsSpan(end));
        EntryEnvelope.Seal(key, header, entry);
        return entry;
    }

    private ulong SchemaOf<T>() => (_schemas.Find<T>() ?? AddSchema<T>()).Value;

    private SchemaFingerprint AddSchema<T>()
    {
        var schema = new SchemaFingerprint(serializer, typeof(T));
        _schemas.Add<T>(schema);
        return schema;
    }
}
