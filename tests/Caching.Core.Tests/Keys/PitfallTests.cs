using System.Globalization;

namespace Caching.Core.Tests.Keys;

/// <summary>What other caching libraries got wrong in their keys, one test per row.</summary>
public sealed class PitfallTests
{
    [Test]
    public void Generic_contracts_overloads_and_type_arguments_are_told_apart_E15()
    {
        string[] keys =
        [
            Key.Of(Methods.Of<IRepo<Animal>>("Find", typeof(int), typeof(string)), 1, null),
            Key.Of(Methods.Of<IRepo<Tree>>("Find", typeof(int), typeof(string)), 1, null),
            Key.Of(Methods.Of<ICalls>("One", typeof(int)), 1),
            Key.Of(Methods.Of<ICalls>("One", typeof(long)), 1L),
            Key.Of(Methods.Of<ICalls>("One", typeof(string)), "1"),
            Key.Of(Methods.Of<ICalls>("One", typeof(int?)), 1),
            Key.Of(Methods.Of<ICalls>("Generic").MakeGenericMethod(typeof(int)), 1),
            Key.Of(Methods.Of<ICalls>("Generic").MakeGenericMethod(typeof(long)), 1L),
            Key.Of(Methods.Of<IReader>("Read"), "1"),
            Key.Of(Methods.Of<IBook>("Read"), "1"),
        ];
        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Two_implementations_of_one_contract_are_told_apart_E15_N3()
    {
        var call = new Call(0, [], "a", "tenant");
        Assert.That(KeyGen.Write(call), Is.Not.EqualTo(KeyGen.Write(call with { Owner = "b" })));
        Assert.That(
            KeyGen.Write(call),
            Is.EqualTo(KeyGen.Write(call)),
            "no instance, address or hash code is in a key"
        );
    }

    [Test]
    public void Two_tenants_are_told_apart() =>
        Assert.That(KeyGen.Write(new Call(0, [], "a", "t1")), Is.Not.EqualTo(KeyGen.Write(new Call(0, [], "a", "t2"))));

    [Test]
    public void No_argument_is_not_a_zero_E16() =>
        Assert.That(Key.Of("None"), Is.Not.EqualTo(Key.Of(Methods.Of<ICalls>("One", typeof(int)), 0)));

    [Test]
    public void Separators_in_arguments_are_escaped_E17_C3()
    {
        var two = Methods.Of<ICalls>("Two", typeof(string), typeof(string));
        Assert.That(Key.Of(two, "a:b", "c"), Is.Not.EqualTo(Key.Of(two, "a", "b:c")));
        Assert.That(Key.Of(two, "a,b", "c"), Is.Not.EqualTo(Key.Of(two, "a", "b,c")));
    }

    [Test]
    public void Null_is_not_empty_E18_C3()
    {
        var one = Methods.Of<ICalls>("One", typeof(string));
        Assert.That(Key.Of(one, (object?)null), Is.Not.EqualTo(Key.Of(one, "")));
    }

    [Test]
    public void Structs_are_written_by_their_fields_and_cultures_change_nothing_E19()
    {
        Assert.That(Key.Of("Plain", new Plain { A = "a" }), Is.Not.EqualTo(Key.Of("Plain", new Plain { A = "b" })));
        var numbers = Enumerable
            .Range(0, KeyGen.Cultures.Length)
            .Select(culture => KeyGen.In(culture, () => Key.Of("Numbers", -1234.5, 1.5f, 1.50m)));
        var dates = Enumerable
            .Range(0, KeyGen.Cultures.Length)
            .Select(culture =>
                KeyGen.In(
                    culture,
                    () => Key.Of("Spans", TimeSpan.FromDays(-1.5), new DateOnly(2024, 1, 2), new TimeOnly(13, 0))
                )
            );
        Assert.That(numbers.Distinct().Count(), Is.EqualTo(1));
        Assert.That(dates.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_token_is_not_part_of_a_key_E19_M1()
    {
        using var source = new CancellationTokenSource();
        var two = Methods.Of<ICalls>("Two", typeof(string), typeof(string), typeof(CancellationToken));
        Assert.That(Key.Of(two, "a", "b", source.Token), Is.EqualTo(Key.Of(two, "a", "b", CancellationToken.None)));
    }

    [Test]
    public void Collections_are_written_by_their_elements_and_what_enumerating_uses_up_is_refused_E20()
    {
        Assert.That(
            Key.Of("Array", new object?[] { new[] { "a" } }),
            Is.Not.EqualTo(Key.Of("Array", new object?[] { new[] { "b" } }))
        );
        Assert.That(Key.WhyNot<IEnumerable<int>>(), Is.Not.Null);
        Assert.That(Key.WhyNot<IQueryable<int>>(), Is.Not.Null);
    }

    [Test]
    public void Models_keep_their_namespace_case_and_nested_values_E21()
    {
        Assert.That(Key.Of("Animal", new Dog("A", null)), Is.Not.EqualTo(Key.Of("Animal", new Dog("a", null))));
        Assert.That(Key.Of("Animal", new Dog("A", "o")), Is.Not.EqualTo(Key.Of("Animal", new Cat("A", "o"))));
        Assert.That(
            Key.Of("Tree", new Tree("r", [new Tree("a", null)])),
            Is.Not.EqualTo(Key.Of("Tree", new Tree("r", [new Tree("b", null)])))
        );
        Assert.That(Key.WhyNot<Func<int>>(), Is.Not.Null, "delegates");
    }

    [Test]
    public void A_prefix_never_removes_the_method_E22() =>
        Assert.That(
            CacheKeys.ForCall("same", Methods.Of<ICalls>("Array"), [null]),
            Is.Not.EqualTo(CacheKeys.ForCall("same", Methods.Of<ICalls>("Set"), [null]))
        );

    [Test]
    public void Quotes_are_escaped_M5()
    {
        var two = Methods.Of<ICalls>("Two", typeof(string), typeof(string));
        Assert.That(Key.Of(two, "x\", (string) \"y", "z"), Is.Not.EqualTo(Key.Of(two, "x", "y\", (string) \"z")));
    }

    [Test]
    public void A_long_argument_is_hashed_and_nobody_can_forge_the_hash_M6_H4()
    {
        var one = Methods.Of<ICalls>("One", typeof(string));
        var hashed = Key.Of(one, new string('a', 100_000));
        var hash = hashed[(hashed.LastIndexOf(':') + 1)..];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hash, Does.Match("^#[A-Za-z0-9_-]{43}$"));
            Assert.That(Key.Of(one, hash), Is.Not.EqualTo(hashed));
            Assert.That(Key.Of(one, new string('a', 100_001)), Is.Not.EqualTo(hashed));
            Assert.That(
                Key.Of(one, new string('a', 64)),
                Does.EndWith(new string('a', 64)),
                "the longest that is readable"
            );
        }
    }

    [Test]
    public void Numbers_are_read_back_as_they_were_whatever_the_culture() =>
        Assert.That(double.Parse(Key.Text(Math.PI), CultureInfo.InvariantCulture), Is.EqualTo(Math.PI));
}
