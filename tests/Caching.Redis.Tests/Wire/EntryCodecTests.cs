using System.Text;
using System.Text.Json;

namespace Caching.Redis.Tests.Wire;

/// <summary>What an entry is made of, and what each kind of bytes is answered with.</summary>
public sealed class EntryCodecTests
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

        Assert.That(
            Convert.ToHexString(entry),
            Is.EqualTo(
                "CA"
                    + "94FB036B1F68391A"
                    + "010001"
                    + "1D95C41CCA057CE5"
                    + "8E8CA97C9B010000"
                    + "21000000"
                    + "7B22416D6F756E74223A31322E35302C2243757272656E6379223A22455552227D"
            )
        );
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
}
