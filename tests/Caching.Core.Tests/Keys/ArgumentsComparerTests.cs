using CsCheck;

namespace Caching.Core.Tests.Keys;

/// <summary>Of simple types it is compiled for the signature, of others it asks each comparer: the answers are the same.</summary>
public sealed class ArgumentsComparerTests
{
    // A type with its values, in new boxes each time; that of null isn't part of the key.
    private static readonly (BitComparer? Comparer, Gen<object?> Values)[] Parameters =
    [
        (BitComparer.For(typeof(int)), Gen.Int[0, 1].Select(static number => (object?)number)),
        (BitComparer.For(typeof(int?)), ValueGen.Pick<object?>(null, 0, 1)),
        (BitComparer.For(typeof(bool)), Gen.Bool.Select(static flag => (object?)flag)),
        (BitComparer.For(typeof(string)), ValueGen.Pick<object?>(null, "", "a", "A")),
        (BitComparer.For(typeof(double)), ValueGen.Pick<object?>(0d, -0d, double.NaN)),
        (BitComparer.For(typeof(Colour)), ValueGen.Pick<object?>(Colour.Red, Colour.Blue)),
        (BitComparer.For(typeof(DateTime)), ValueGen.Pick<object?>(new DateTime(5), new DateTime(5, DateTimeKind.Utc))),
        (BitComparer.For(ArgumentEncoders.For<(int, string)>()), ValueGen.Pick<object?>((1, "a"), (1, "b"))),
        (null, ValueGen.Pick<object?>(CancellationToken.None, new CancellationToken(canceled: true))),
    ];

    private static readonly Gen<(BitComparer?[] Comparers, object?[] Left, object?[] Right)> Calls = Gen.Int[0, 8]
        .Array[0, 7]
        .SelectMany(static types =>
        {
            var arguments = types.Aggregate(
                Gen.Const(Array.Empty<object?>()),
                static (before, type) =>
                    Gen.Select(before, Parameters[type].Values, static (all, one) => (object?[])[.. all, one])
            );
            BitComparer?[] comparers = [.. types.Select(static type => Parameters[type].Comparer)];
            return Gen.Select(arguments, arguments, (left, right) => (comparers, left, right));
        });

    [Test]
    public void Calls_are_equal_exactly_when_each_argument_of_the_key_is() =>
        Calls.Sample(
            static call =>
            {
                var sut = ArgumentsComparer.For(call.Comparers);
                var each = call.Comparers.Select(
                    (comparer, i) => comparer is null || comparer.Equals(call.Left[i], call.Right[i])
                );
                var same = sut.Same(call.Left, call.Right);
                return same == each.All(static equal => equal)
                    && (!same || sut.Hash(call.Left) == sut.Hash(call.Right));
            },
            iter: 20_000
        );

    [Test]
    public void The_order_of_arguments_is_part_of_the_hash()
    {
        var number = BitComparer.For(typeof(int));
        var sut = ArgumentsComparer.For([number, number, null]);

        Assert.That(sut.Hash([1, 2, null]), Is.Not.EqualTo(sut.Hash([2, 1, null])));
    }

    [Test]
    public void Both_ways_hash_alike()
    {
        var (number, text) = (BitComparer.For(typeof(int))!, BitComparer.For(typeof(string))!);

        Assert.That(
            ArgumentsComparer.For([number, null, text]).Hash([7, null, "a"]),
            Is.EqualTo(ArgumentsComparer.For([number, null, new Asked(text)]).Hash([7, null, "a"]))
        );
    }

    private sealed class Asked(BitComparer inner) : BitComparer
    {
        public override bool Equals(object? a, object? b) => inner.Equals(a, b);

        public override int GetHashCode(object? a) => inner.GetHashCode(a);
    }
}
