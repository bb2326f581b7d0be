using CsCheck;

namespace Caching.Core.Tests.Keys;

/// <summary>Records, tuples and structs of simple values are compared by their fields: as their texts are.</summary>
public sealed class FieldsBitsTests
{
    public sealed record Query(
        int Id,
        string? Text,
        float Limit,
        DateOnly? Day,
        Colour Colour,
        DateTime At,
        bool? Flag
    );

    public record Mutable(int Id)
    {
        public string? Text { get; set; }
    }

    public record Listed(int Id, int[] Ids);

    public sealed record Part(int Id) : ICacheKeyPart
    {
        public string ToCacheKeyPart() => "same";
    }

    public sealed record Empty;

    [Test]
    public void Are_equal_exactly_when_the_texts_are()
    {
        var numbers = Gen.Int[0, 1];
        var queries = Gen.Select(
            numbers,
            ValueGen.Pick<string?>(null, "", "a", "A", "null", "\uD800"),
            ValueGen.Pick(0f, -0f, float.NaN, 1f),
            ValueGen.Pick<DateOnly?>(null, new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 2)),
            ValueGen.Pick(Colour.Red, Colour.Blue),
            ValueGen.Pick(new DateTime(5, DateTimeKind.Utc), new DateTime(5, DateTimeKind.Local)),
            ValueGen.Pick<bool?>(null, false, true),
            static (id, text, limit, day, colour, at, flag) => new Query(id, text, limit, day, colour, at, flag)
        );
        Check(queries);
    }

    [Test]
    public void So_are_tuples_and_structs()
    {
        var numbers = Gen.Int[-1, 1];
        Check(Gen.Select(numbers, ValueGen.Pick("", "a", ","), static (id, text) => (id, text)));
        Check(Gen.Select(numbers, ValueGen.Pick(0f, -0f, 1f), static (x, y) => new Point(x, y)));
        Check(Gen.Select(numbers, numbers, static (one, other) => KeyValuePair.Create(one, other)));
        Check(Gen.Select(numbers, numbers, static (one, other) => Tuple.Create(one, (long?)other)));
    }

    [Test]
    public void A_derived_value_is_equal_to_none_and_isnt_compared()
    {
        var comparer = BoxedBits.Of(ArgumentEncoders.For<Animal>());
        var dog = new Dog("Rex", "o");

        Assert.That(comparer.Same(new Animal("Rex"), new Animal("Rex")), Is.True);
        Assert.That(comparer.Same(new Animal("Rex"), dog), Is.False);
        Assert.That(comparer.Same(dog, new Dog("Rex", "other")), Is.False);
        Assert.That(comparer.CanBeSame(dog), Is.False);
        Assert.That(comparer.CanBeSame(new Animal("Rex")) && comparer.CanBeSame(null), Is.True);
        Assert.That(comparer.Same(null, null) && !comparer.Same(null, new Animal(null)), Is.True);
    }

    [TestCase(typeof(Mutable))]
    [TestCase(typeof(Listed))]
    [TestCase(typeof(Part))]
    [TestCase(typeof(Empty))]
    [TestCase(typeof((int, int[])))]
    [TestCase(typeof(Point?))]
    [TestCase(typeof(Uri))]
    public void What_may_change_or_has_a_text_of_its_own_is_told_apart_by_text(Type type) =>
        Assert.That(BitTypes.Of(ArgumentEncoders.For(type)), Is.Null);

    private static void Check<T>(Gen<T> values)
    {
        var comparer = BoxedBits.Of(ArgumentEncoders.For<T>());
        Assert.That(BitTypes.Of(ArgumentEncoders.For<T>()), Is.EqualTo(typeof(FieldsBits<T>)));
        Gen.Select(values, values)
            .Sample(
                (a, b) =>
                {
                    var same = Key.Text(a) == Key.Text(b);
                    return comparer.Same(a, b) == same && (!same || comparer.Hash(a) == comparer.Hash(b));
                },
                iter: 20_000
            );
    }
}
