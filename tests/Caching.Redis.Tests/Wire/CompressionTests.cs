using System.IO.Compression;

namespace Caching.Redis.Tests.Wire;

/// <summary>Compression is used where it helps, and never makes more of an entry than it says.</summary>
public sealed class CompressionTests
{
    private const string Key = Samples.Key;

    private static readonly EntryCodec Plain = Samples.Codec();

    private static readonly EntryCodec Compressing = Samples.Codec(new BrotliCacheCompression());

    [TestCase(0)]
    [TestCase(1022)]
    [TestCase(1023)]
    [TestCase(5000)]
    [TestCase(65536)]
    [TestCase(99_998)]
    public void A_text_of_any_length_comes_back_from_both_kinds_of_process(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(n => (char)('a' + (n * 7919L % 23))));
        var entry = Compressing.Encode(Key, text);

        Assert.Multiple(() =>
        {
            Assert.That(Compressing.Decode<string>(entry, out var value), Is.EqualTo(Decoded.Ok));
            Assert.That(value, Is.EqualTo(text));
            Assert.That(Plain.Decode<string>(entry, out value), Is.EqualTo(Decoded.Ok));
            Assert.That(value, Is.EqualTo(text));
            Assert.That(Compressing.Decode<string>(Plain.Encode(Key, text), out value), Is.EqualTo(Decoded.Ok));
            Assert.That(value, Is.EqualTo(text));
        });
    }

    [Test]
    public void Only_what_reaches_the_threshold_and_gets_smaller_is_compressed()
    {
        var noise = new byte[3000];
        new Random(1).NextBytes(noise);

        Assert.Multiple(() =>
        {
            Assert.That(FormatOf(Compressing.Encode(Key, new string('a', 1022))), Is.EqualTo(1));
            Assert.That(FormatOf(Compressing.Encode(Key, new string('a', 1021))), Is.Zero);
            Assert.That(FormatOf(Plain.Encode(Key, new string('a', 5000))), Is.Zero);
            Assert.That(
                FormatOf(Raw(Samples.Codec(new BrotliCacheCompression(), serializer: new Bytes()), noise)),
                Is.Zero
            );
            Assert.That(Compressing.Encode(Key, new string('a', 50_000)), Has.Length.LessThan(200));
        });
    }

    [Test]
    public void A_bomb_is_stopped_at_the_declared_length()
    {
        var bomb = Compress(new byte[50_000_000]);
        var small = Compressing.Encode(Key, Samples.LongText);
        var declaredSmall = Samples.Forge(small, header => header with { DecodedLength = 5000 }, bomb);
        var declaredTrue = Samples.Forge(small, header => header with { DecodedLength = 50_000_000 }, bomb);
        var declaredMost = Samples.Forge(small, header => header with { DecodedLength = uint.MaxValue }, bomb);
        Plain.Decode<string>(declaredSmall, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Plain.Decode<string>(declaredSmall, out var value), Is.EqualTo(Decoded.Unreadable));
        Assert.That(Plain.Decode<string>(declaredTrue, out _), Is.EqualTo(Decoded.TooLarge));
        Assert.That(Plain.Decode<string>(declaredMost, out _), Is.EqualTo(Decoded.TooLarge));
        Assert.That(value, Is.Null);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000));
    }

    [Test]
    public void More_or_less_than_the_declared_length_is_unreadable()
    {
        var entry = Compressing.Encode(Key, Samples.LongText);

        Assert.Multiple(() =>
        {
            foreach (var change in new[] { -1, 1, 100 })
            {
                var forged = Samples.Forge(
                    entry,
                    header => header with { DecodedLength = (uint)(header.DecodedLength + change) }
                );
                Assert.That(Plain.Decode<string>(forged, out _), Is.EqualTo(Decoded.Unreadable), $"{change}");
            }
        });
    }

    [Test]
    public void Data_after_the_compressed_end_is_unreadable()
    {
        var entry = Compressing.Encode(Key, Samples.LongText);
        var forged = Samples.Forge(entry, header => header, [.. entry[EntryEnvelope.HeaderLength..], 0]);

        Assert.That(Plain.Decode<string>(forged, out _), Is.EqualTo(Decoded.Unreadable));
    }

    [Test]
    public void A_format_of_the_user_is_read_where_it_is_configured()
    {
        var codec = Samples.Codec(new RunLength());
        var entry = codec.Encode(Key, new string('a', 50));

        Assert.Multiple(() =>
        {
            Assert.That(FormatOf(entry), Is.EqualTo(9));
            Assert.That(codec.Decode<string>(entry, out var value), Is.EqualTo(Decoded.Ok));
            Assert.That(value, Is.EqualTo(new string('a', 50)));
            Assert.That(Plain.Decode<string>(entry, out _), Is.EqualTo(Decoded.OtherVersion));
        });
    }

    [Test]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                () => new BrotliCacheCompression { Quality = 12 },
                Throws.TypeOf<ArgumentOutOfRangeException>()
            );
            Assert.That(
                () => new BrotliCacheCompression { Threshold = -1 },
                Throws.TypeOf<ArgumentOutOfRangeException>()
            );
            Assert.That(() => new RunLength(7), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new RunLength(16), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    private static byte FormatOf(byte[] entry)
    {
        Assert.That(EntryEnvelope.Open(Key, entry, out var header), Is.EqualTo(Decoded.Ok));
        return header.Compression;
    }

    private static byte[] Raw(EntryCodec codec, byte[] payload) => codec.Encode(Key, payload);

    private static byte[] Compress(byte[] data)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(data.Length)];
        BrotliEncoder.TryCompress(data, buffer, out var written, 5, 22);
        return buffer[..written];
    }

    /// <summary>The payload without its run of one letter, which is the last but one byte.</summary>
    private sealed class RunLength : CacheCompression
    {
        public RunLength(byte id = 9)
            : base(id) => Threshold = 10;

        public override bool TryCompress(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
        {
            written = 1;
            destination[0] = source[^2];
            return true;
        }

        public override bool TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination)
        {
            destination.Fill(source[0]);
            destination[0] = destination[^1] = (byte)'"';
            return true;
        }
    }

    private sealed class Bytes : ICacheSerializer
    {
        public byte Id => 18;

        public void Serialize<T>(System.Buffers.IBufferWriter<byte> output, T value)
        {
            var bytes = (byte[])(object)value!;
            bytes.CopyTo(output.GetSpan(bytes.Length));
            output.Advance(bytes.Length);
        }

        public T? Deserialize<T>(ReadOnlySpan<byte> payload) => (T)(object)payload.ToArray();

        public string DescribeSchema(Type type) => type.ToString();

        public CachingProblem? Check(Type type) => null;
    }
}
