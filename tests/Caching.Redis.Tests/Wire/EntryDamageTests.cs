using CsCheck;

namespace Caching.Redis.Tests.Wire;

/// <summary>Bytes that aren't those that were written are never a value, and never an exception.</summary>
public sealed class EntryDamageTests
{
    private const string Key = Samples.Key;

    private static readonly EntryCodec Plain = Samples.Codec();

    private static readonly EntryCodec Compressing = Samples.Codec(new BrotliCacheCompression());

    private static readonly byte[][] Entries =
    [
        Plain.Encode(Key, Samples.LongText),
        Compressing.Encode(Key, Samples.LongText),
        Plain.Encode(Key, "short"),
        Plain.Encode(Key, ""),
        Plain.Encode<string?>(Key, null),
    ];

    [Test]
    public void A_truncated_entry_is_damaged_at_every_length()
    {
        foreach (var entry in Entries)
        {
            for (var length = 1; length < entry.Length; length++)
            {
                var outcome = Plain.Decode<string>(entry[..length], out var value);

                Assert.That((outcome, value), Is.EqualTo((Decoded.Damaged, default(string))), $"{length} bytes");
            }
        }
    }

    [Test]
    public void A_flipped_bit_is_damage_wherever_it_is()
    {
        foreach (var entry in Entries)
        {
            for (var bit = 0; bit < entry.Length * 8; bit++)
            {
                byte[] flipped = [.. entry];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));

                var outcome = Plain.Decode<string>(flipped, out var value);

                var expected = bit < 8 ? Decoded.Foreign : Decoded.Damaged;
                Assert.That((outcome, value), Is.EqualTo((expected, default(string))), $"bit {bit}");
            }
        }
    }

    [Test]
    public void Flipped_digits_never_give_another_number()
    {
        var entry = Plain.Encode(Key, new Money(1234567.89m, "EUR"));
        for (var bit = 0; bit < entry.Length * 8; bit++)
        {
            byte[] flipped = [.. entry];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.That(Plain.Decode<Money>(flipped, out _), Is.Not.EqualTo(Decoded.Ok), $"bit {bit}");
        }
    }

    [Test]
    public void Mutated_bytes_are_a_miss_and_never_an_exception()
    {
        var choice = Gen.Int[0, Entries.Length - 1];
        var mutated = Gen.Select(choice, choice, Gen.Int[0, 5], Gen.Int[0, 100_000], Gen.Int[0, 100_000], Gen.Byte);

        mutated.Sample(
            (one, other, kind, from, to, value) =>
            {
                var bytes = Mutate(Entries[one], Entries[other], kind, from, to, value);
                AssertOnlyWholeEntriesAreRead(bytes);
            },
            iter: 20_000,
            threads: 1
        );
    }

    [Test]
    public void Random_bytes_are_a_miss_and_never_an_exception()
    {
        Gen.Byte.Array[0, 100]
            .Select(
                Gen.Bool,
                (bytes, isMarked) => isMarked && bytes.Length > 0 ? [EntryEnvelope.Magic, .. bytes] : bytes
            )
            .Sample(AssertOnlyWholeEntriesAreRead, iter: 20_000, threads: 1);
    }

    // The payload is damaged and the hash made right again: the serializer and the decompressor get to see it.
    [Test]
    public void Damaged_payloads_under_a_right_hash_never_give_an_exception()
    {
        var choice = Gen.Int[0, Entries.Length - 1];
        var mutated = Gen.Select(choice, choice, Gen.Int[0, 5], Gen.Int[0, 100_000], Gen.Int[0, 100_000], Gen.Byte);

        mutated.Sample(
            (one, other, kind, from, to, value) =>
            {
                var payload = Mutate(PayloadOf(Entries[one]), PayloadOf(Entries[other]), kind, from, to, value);
                var length = value % 2 == 0 ? (uint)payload.Length : (uint)from;
                var forged = Samples.Forge(Entries[one], header => header with { DecodedLength = length }, payload);

                Assert.That(() => Plain.Decode<string>(forged, out _), Throws.Nothing);
            },
            iter: 20_000,
            threads: 1
        );
    }

    private static byte[] PayloadOf(byte[] entry) => entry[EntryEnvelope.HeaderLength..];

    private static void AssertOnlyWholeEntriesAreRead(byte[] bytes)
    {
        var outcome = Plain.Decode<string>(bytes, out var value);
        var original = Array.FindIndex(Entries, entry => entry.AsSpan().SequenceEqual(bytes));
        if (original < 0)
        {
            Assert.That(outcome, Is.Not.EqualTo(Decoded.Ok));
            Assert.That(value, Is.Null);
            return;
        }

        string?[] values = [Samples.LongText, Samples.LongText, "short", "", null];
        Assert.That((outcome, value), Is.EqualTo((Decoded.Ok, values[original])));
    }

    private static byte[] Mutate(byte[] one, byte[] other, int kind, int from, int to, byte value)
    {
        var start = from % (one.Length + 1);
        var end = Math.Max(start, to % (one.Length + 1));
        return kind switch
        {
            0 =>
            [
                .. one[..start],
                (byte)(start < one.Length ? one[start] ^ value : value),
                .. one[Math.Min(start + 1, one.Length)..],
            ],
            1 => [.. one[..start], value, .. one[start..]],
            2 => [.. one[..start], .. one[end..]],
            3 => [.. one[..start], .. other[(to % (other.Length + 1))..]],
            4 => [.. one[..end], .. one[start..]],
            _ => [.. one, .. other],
        };
    }
}
