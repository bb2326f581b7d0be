using System.Buffers;
using System.Text;
using System.Text.Json;
using MemoryPack;

namespace Caching.Redis.Tests.Wire;

/// <summary>What an entry is made of, and what each kind of bytes is answered with.</summary>
public sealed partial class EntryCodecTests
{
    private const string Key = Samples.Key;

    private static readonly EntryCodec Codec = Samples.Codec();

    [Test]
    public void A_value_comes_back_under_its_key()
    {
        var outcome = Codec.Decode<Money>(Codec.Encode(Key, Samples.Money), out var value);

        Assert.That((outcome, value), Is.EqualTo((Decoded.Ok, Samples.Money)));
    }

    [Test]
    public void A_null_comes_back_as_a_hit()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Codec.Decode<Money?>(Codec.Encode<Money?>(Key, null), out var none), Is.EqualTo(Decoded.Ok));
            Assert.That(none, Is.Null);
            Assert.That(Codec.Decode<int?>(Codec.Encode<int?>(Key, null), out var number), Is.EqualTo(Decoded.Ok));
            Assert.That(number, Is.Null);
        });
    }

    // Changing this test means that entries of processes that run already aren't read any more: raise the version.
    [Test]
    public void The_bytes_of_an_entry_are_pinned()
    {
        var entry = Codec.Encode(Key, Samples.Money);

        Assert.That(Convert.ToHexString(entry), Is.EqualTo("GOLDEN"));
    }

    [Test]
    public void The_header_tells_when_and_by_whom_it_was_written()
    {
        var outcome = EntryEnvelope.Open(Key, Codec.Encode(Key, 5), out var header);

        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.EqualTo(Decoded.Ok));
            Assert.That(header.CreatedAt, Is.EqualTo(Samples.Now.ToUnixTimeMilliseconds()));
            Assert.That(
                (header.SerializerId, header.Compression, header.DecodedLength),
                Is.EqualTo(((byte)1, (byte)0, 1u))
            );
        });
    }

    [TestCase("0", 0)]
    [TestCase("7", 7)]
    [TestCase("-42", -42)]
    [TestCase("9223372036854775807", long.MaxValue)]
    [TestCase("-9223372036854775808", long.MinValue)]
    public void A_raw_integer_is_a_counter(string text, long number)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Multiple(() =>
        {
            Assert.That(Codec.Decode<long>(bytes, out var read), Is.EqualTo(Decoded.Ok));
            Assert.That(read, Is.EqualTo(number));
            Assert.That(Codec.Decode<int>(bytes, out _), Is.EqualTo(Decoded.Counter));
            Assert.That(Codec.Decode<string>(bytes, out _), Is.EqualTo(Decoded.Counter));
        });
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase("-0")]
    [TestCase("+1")]
    [TestCase("007")]
    [TestCase("1.5")]
    [TestCase("1 ")]
    [TestCase(" 1")]
    [TestCase("1\n")]
    [TestCase("1e3")]
    [TestCase("9223372036854775808")]
    [TestCase("-9223372036854775809")]
    [TestCase("00000000000000000000000000000000001")]
    [TestCase("hello")]
    [TestCase("{\"Amount\":1}")]
    public void Other_text_is_foreign(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Multiple(() =>
        {
            Assert.That(Codec.Decode<long>(bytes, out var number), Is.EqualTo(Decoded.Foreign));
            Assert.That(number, Is.Zero);
            Assert.That(Codec.Decode<Money>(bytes, out _), Is.EqualTo(Decoded.Foreign));
        });
    }

    [Test]
    public void An_entry_under_another_key_is_not_read()
    {
        var entry = Codec.Encode(Key, Samples.Money);

        Assert.Multiple(() =>
        {
            Assert.That(Codec.Decode<Money>(Key + "2", entry, out var value), Is.EqualTo(Decoded.Damaged));
            Assert.That(value, Is.Null);
            Assert.That(Codec.Decode<Money>(Key.Replace('1', '2'), entry, out _), Is.EqualTo(Decoded.Damaged));
        });
    }

    [Test]
    public void Another_version_or_an_unknown_flag_is_told_apart_from_damage()
    {
        var entry = Codec.Encode(Key, Samples.Money);
        var flagged = Samples.Forge(entry, header => header with { Compression = 0x80 });
        var compressed = Samples.Forge(entry, header => header with { Compression = 9 });

        Assert.Multiple(() =>
        {
            Assert.That(Codec.Decode<Money>(flagged, out _), Is.EqualTo(Decoded.OtherVersion));
            Assert.That(Codec.Decode<Money>(compressed, out _), Is.EqualTo(Decoded.OtherVersion));
            Assert.That(Codec.Decode<Money>(OfVersionTwo(entry), out _), Is.EqualTo(Decoded.OtherVersion));
            Assert.That(Codec.Decode<Money>(OfVersionTwo(entry[..10]), out _), Is.EqualTo(Decoded.OtherVersion));
        });
    }

    [Test]
    public void Another_type_or_serializer_is_another_schema()
    {
        var entry = Codec.Encode(Key, Samples.Money);
        var other = Samples.Codec(serializer: new MemoryPackCacheSerializer());

        Assert.Multiple(() =>
        {
            Assert.That(Codec.Decode<Line>(entry, out _), Is.EqualTo(Decoded.OtherSchema));
            Assert.That(Codec.Decode<Money[]>(entry, out _), Is.EqualTo(Decoded.OtherSchema));
            Assert.That(Codec.Decode<object>(entry, out _), Is.EqualTo(Decoded.OtherSchema));
            Assert.That(other.Decode<Money>(entry, out _), Is.EqualTo(Decoded.OtherSchema));
            Assert.That(Codec.Decode<long>(Codec.Encode(Key, 5), out _), Is.EqualTo(Decoded.OtherSchema));
        });
    }

    [Test]
    public void The_same_name_in_another_shape_is_another_schema()
    {
        var camel = new JsonCacheSerializer(
            new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }
        );
        var entry = Samples.Codec(serializer: camel).Encode(Key, Samples.Money);

        Assert.That(Codec.Decode<Money>(entry, out _), Is.EqualTo(Decoded.OtherSchema));
    }

    [Test]
    public void What_the_serializer_can_not_read_is_unreadable()
    {
        var entry = Codec.Encode(Key, Samples.Money);
        var text = Samples.Forge(entry, header => header with { DecodedLength = 3 }, "{{{"u8.ToArray());

        Assert.That(Codec.Decode<Money>(text, out _), Is.EqualTo(Decoded.Unreadable));
    }

    [Test]
    public void A_wrong_length_is_damage()
    {
        var entry = Codec.Encode(Key, Samples.Money);
        var forged = Samples.Forge(entry, header => header with { DecodedLength = header.DecodedLength + 1 });

        Assert.That(Codec.Decode<Money>(forged, out _), Is.EqualTo(Decoded.Damaged));
    }

    [Test]
    public void A_value_that_is_too_large_is_refused_both_ways()
    {
        var small = Samples.Codec(maxPayload: 100);
        var entry = Codec.Encode(Key, new string('a', 99));

        Assert.Multiple(() =>
        {
            Assert.That(small.Encode(Key, new string('a', 98)), Has.Length.EqualTo(132));
            Assert.That(
                () => small.Encode(Key, new string('a', 99)),
                Throws
                    .TypeOf<CacheOperationException>()
                    .With.Property("Reason")
                    .EqualTo(CacheFailureReason.Value)
                    .And.Property("Key")
                    .EqualTo(Key)
                    .And.Message.EqualTo(
                        "A value of string is larger than 100 bytes when written: raise MaxPayload or don't cache it."
                    )
            );
            Assert.That(small.Decode<string>(entry, out _), Is.EqualTo(Decoded.TooLarge));
        });
    }

    [Test]
    public void A_value_that_can_not_be_written_is_refused_by_its_type_and_without_its_text()
    {
        var failure = Assert.Throws<CacheOperationException>(() =>
            Codec.Encode(Key, new HolderOf<string>("secret\ud83d"))
        );

        Assert.Multiple(() =>
        {
            Assert.That(failure.Message, Does.StartWith("A value of HolderOf<string> can't be written"));
            Assert.That(failure.ToString(), Does.Not.Contain("secret"));
            Assert.That(failure.Reason, Is.EqualTo(CacheFailureReason.Value));
            Assert.That(failure.InnerException, Is.TypeOf<JsonException>());
            Assert.That(Codec.Decode<Money>(Codec.Encode(Key, Samples.Money), out _), Is.EqualTo(Decoded.Ok));
        });
    }

    [Test]
    public void A_type_without_a_contract_is_refused_and_unreadable()
    {
        var codec = Samples.Codec(serializer: new JsonCacheSerializer(WireContext.Default));

        Assert.Multiple(() =>
        {
            Assert.That(() => codec.Encode(Key, new Node()), Throws.TypeOf<CacheOperationException>());
            Assert.That(codec.Decode<Node>(Codec.Encode(Key, new Node()), out _), Is.EqualTo(Decoded.Unreadable));
        });
    }

    [Test]
    public void Another_serializer_takes_the_place_of_json()
    {
        var codec = Samples.Codec(serializer: new MemoryPackCacheSerializer());
        var value = new Packed { Id = 5, Names = ["a", "ü"] };

        var outcome = codec.Decode<Packed>(codec.Encode(Key, value), out var back);

        Assert.Multiple(() =>
        {
            Assert.That(outcome, Is.EqualTo(Decoded.Ok));
            Assert.That(
                (back!.Id, back.Names),
                Is.EqualTo((5, value.Names)).Using<string[]>((a, b) => a.SequenceEqual(b))
            );
            Assert.That(codec.Decode<Packed>(Codec.Encode(Key, value), out _), Is.EqualTo(Decoded.OtherSchema));
        });
    }

    [Test]
    public void A_serializer_may_call_the_cache_in_turn()
    {
        var codec = Samples.Codec(serializer: new Nesting());

        Assert.That(codec.Decode<string>(codec.Encode(Key, "outer"), out var value), Is.EqualTo(Decoded.Ok));
        Assert.That(value, Is.EqualTo("outer"));
    }

    [Test]
    public void Reading_a_value_allocates_nothing_beside_it()
    {
        var entry = Codec.Encode(Key, 123_456);
        var least = Enumerable.Range(0, 5).Min(_ => BytesOf(() => Codec.Decode<int>(entry, out var _)));

        Assert.That(least, Is.Zero);
    }

    [Test]
    public void Writing_a_value_allocates_its_entry_only()
    {
        var least = Enumerable.Range(0, 5).Min(_ => BytesOf(() => Codec.Encode(Key, 123_456)));

        Assert.That(least, Is.EqualTo(1000 * 64));
    }

    private static long BytesOf(Action act)
    {
        act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            act();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] OfVersionTwo(byte[] entry)
    {
        byte[] other = [.. entry];
        other[9] = 2;
        var seed = System.IO.Hashing.XxHash3.HashToUInt64(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(Key.AsSpan())
        );
        var hash = System.IO.Hashing.XxHash3.HashToUInt64(other.AsSpan(9), unchecked((long)seed));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(other.AsSpan(1), hash);
        return other;
    }

    [MemoryPackable]
    public sealed partial class Packed
    {
        public int Id { get; set; }

        public string[] Names { get; set; } = [];
    }

    private sealed class Nesting : ICacheSerializer
    {
        private readonly JsonCacheSerializer _json = new();

        public byte Id => 17;

        public void Serialize<T>(IBufferWriter<byte> output, T value)
        {
            Codec.Encode("inner", new string('i', 5000));
            _json.Serialize(output, value);
            Codec.Encode("inner", new string('j', 5000));
        }

        public T? Deserialize<T>(ReadOnlySpan<byte> payload) => _json.Deserialize<T>(payload);

        public string DescribeSchema(Type type) => _json.DescribeSchema(type);

        public CachingProblem? Check(Type type) => null;
    }
}
