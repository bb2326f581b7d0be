using System.Collections.Concurrent;
using System.Text;
using CsCheck;

namespace Caching.Core.Tests.Keys;

public sealed class InjectivityTests
{
    private const int Pairs = 250_000;

    [Test]
    public void Two_calls_share_a_key_exactly_when_they_are_the_same_call_E15_E16_E17_E18_E19_E21_M5_C3()
    {
        var same = 0;
        var different = 0;
        Gen.Select(KeyGen.Pairs, Gen.Int[0, KeyGen.Cultures.Length - 1], Gen.Int[0, KeyGen.Cultures.Length - 1])
            .Sample(
                (pair, one, other) =>
                {
                    var first = KeyGen.In(one, () => KeyGen.Write(pair.First));
                    var second = KeyGen.In(other, () => KeyGen.Write(pair.Second));
                    var expected = KeyGen.Same(pair.First, pair.Second);
                    Interlocked.Increment(ref expected ? ref same : ref different);
                    return expected == string.Equals(first, second, StringComparison.Ordinal);
                },
                iter: Pairs
            );

        // The generator must not let either side of "exactly when" go untested.
        Assert.That(same, Is.GreaterThan(Pairs / 10));
        Assert.That(different, Is.GreaterThan(Pairs / 10));
    }

    [Test]
    public void No_two_different_calls_of_a_whole_run_share_a_key_not_even_in_UTF_8()
    {
        var seen = new ConcurrentDictionary<string, Call>();
        KeyGen.Pairs.Sample(
            pair =>
            {
                // As on a wire that replaces what it can't encode.
                var key = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(KeyGen.Write(pair.First)));
                return KeyGen.Same(seen.GetOrAdd(key, pair.First), pair.First);
            },
            iter: 40_000
        );
        Assert.That(seen, Has.Count.GreaterThan(5_000));
    }

    [Test]
    public void A_key_is_valid_UTF_16_without_control_characters()
    {
        KeyGen.Pairs.Sample(
            pair =>
            {
                var key = KeyGen.Write(pair.First);
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.UTF8.GetBytes(key)) == key
                    && !key.Any(char.IsControl);
            },
            iter: 10_000
        );
    }
}
