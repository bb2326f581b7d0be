using System.Buffers;
using System.Text.Json;
using MemoryPack;

namespace Caching.Redis.Tests.Wire;

/// <summary>What is refused when it is written, whose serializer writes, and what both ways cost.</summary>
public sealed partial class EntryWritingTests
{
    private const string Key = Samples.Key;

    private static readonly EntryCodec Codec = Samples.Codec();

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
