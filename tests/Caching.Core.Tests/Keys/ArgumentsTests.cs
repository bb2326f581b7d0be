using CsCheck;

namespace Caching.Core.Tests.Keys;

/// <summary>The arguments of calls are the same exactly when each of them is.</summary>
public sealed class ArgumentsTests
{
    // A type with its values, in new boxes each time; that of null isn't part of the key.
    private static readonly (Type? Bits, Gen<object?> Values)[] Parameters =
    [
        (BitTypes.Of(typeof(int)), Gen.Int[0, 1].Select(static number => (object?)number)),
        (BitTypes.Of(typeof(int?)), ValueGen.Pick<object?>(null, 0, 1)),
        (BitTypes.Of(typeof(bool)), Gen.Bool.Select(static flag => (object?)flag)),
        (BitTypes.Of(typeof(string)), ValueGen.Pick<object?>(null, "", "a", "A")),
        (BitTypes.Of(typeof(double)), ValueGen.Pick<object?>(0d, -0d, double.NaN)),
        (BitTypes.Of(typeof(Colour)), ValueGen.Pick<object?>(Colour.Red, Colour.Blue)),
        (BitTypes.Of(typeof(DateTime)), ValueGen.Pick<object?>(new DateTime(5), new DateTime(5, DateTimeKind.Utc))),
        (BitTypes.Of(ArgumentEncoders.For<(int, string)>()), ValueGen.Pick<object?>((1, "a"), (1, "b"))),
        (null, ValueGen.Pick<object?>(CancellationToken.None, new CancellationToken(canceled: true))),
    ];

    private static readonly Gen<(Type?[] Bits, object?[] Left, object?[] Right)> Calls = Gen.Int[0, 8]
        .Array[0, 7]
        .SelectMany(static types =>
        {
            var arguments = types.Aggregate(
                Gen.Const(Array.Empty<object?>()),
                static (before, type) =>
                    Gen.Select(before, Parameters[type].Values, static (all, one) => (object?[])[.. all, one])
            );
            Type?[] bits = [.. types.Select(static type => Parameters[type].Bits)];
            return Gen.Select(arguments, arguments, (left, right) => (bits, left, right));
        });

    [Test]
    public void Calls_are_equal_exactly_when_each_argument_of_the_key_is() =>
        Calls.Sample(
            static call =>
            {
                var sut = BoxedArguments.Of(call.Bits);
                var each = call.Bits.Select(
                    (bits, i) => bits is null || BoxedBits.Make(bits).Same(call.Left[i], call.Right[i])
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
        var number = BitTypes.Of(typeof(int));
        var sut = BoxedArguments.Of([number, number, null]);

        Assert.That(sut.Hash([1, 2, null]), Is.Not.EqualTo(sut.Hash([2, 1, null])));
    }

    private abstract class BoxedArguments
    {
        public static BoxedArguments Of(Type?[] bits) =>
            (BoxedArguments)Activator.CreateInstance(typeof(Boxed<>).MakeGenericType(ArgumentTypes.Of(bits)))!;

        public abstract bool Same(object?[] left, object?[] right);

        public abstract ulong Hash(object?[] arguments);
    }

    private sealed class Boxed<TArguments> : BoxedArguments
        where TArguments : struct, IArguments<TArguments>
    {
        public override bool Same(object?[] left, object?[] right) =>
            TArguments.Unbox(left, 0).Same(TArguments.Unbox(right, 0));

        public override ulong Hash(object?[] arguments) => TArguments.Unbox(arguments, 0).Hash(0);
    }
}
