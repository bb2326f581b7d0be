using CsCheck;

namespace Caching.Core.Tests.Keys;

public sealed class CacheKeyTextTests
{
    [Test]
    public void Holes_are_encoded_by_their_declared_type()
    {
        string? none = null;
        var text = "a:b";
        int? number = 5;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CacheKeys.Format($"all"), Is.EqualTo("all"));
            Assert.That(CacheKeys.Format($"x:{none}"), Is.EqualTo("x:~"));
            Assert.That(CacheKeys.Format($"x:{text}"), Is.EqualTo("x:a%3Ab"));
            Assert.That(CacheKeys.Format($"x:{number}:{1.5}"), Is.EqualTo("x:5:1.5"));
            Assert.That(CacheKeys.Format($"x:{Colour.Blue}"), Is.EqualTo("x:200"));
            Assert.That(CacheKeys.Format($"x:{new Point(1, 2)}"), Is.EqualTo("x:{X=1,Y=2}"));
        }
    }

    [Test]
    public void The_culture_changes_nothing_E19()
    {
        for (var culture = 0; culture < KeyGen.Cultures.Length; culture++)
        {
            Assert.That(
                KeyGen.In(culture, () => CacheKeys.Format($"x:{-1.5}:{1234567}:{new DateOnly(2024, 1, 2)}")),
                Is.EqualTo("x:-1.5:1234567:2024-01-02")
            );
        }
    }

    [Test]
    public void Two_holes_never_run_into_each_other_C3() =>
        Gen.Select(ValueGen.Text, ValueGen.Text, ValueGen.Text, ValueGen.Text)
            .Sample(
                (a, b, c, d) =>
                {
                    var same = a == c && b == d;
                    return same == (CacheKeys.Format($"x{a}{b}") == CacheKeys.Format($"x{c}{d}"))
                        && same == (CacheKeys.Format($"{a}-{b}") == CacheKeys.Format($"{c}-{d}"))
                        && same == (CacheKeys.Format($"{a}:{b}") == CacheKeys.Format($"{c}:{d}"));
                },
                iter: 20_000
            );

    [Test]
    public void Two_numbers_never_run_into_each_other() =>
        Gen.Select(Gen.Int[-12, 12], Gen.Int[-12, 12], Gen.Int[-12, 12], Gen.Int[-12, 12])
            .Sample(
                (a, b, c, d) =>
                    (a == c && b == d) == (CacheKeys.Format($"{a}-{b}") == CacheKeys.Format($"{c}-{d}"))
                    && (a == c && b == d) == (CacheKeys.Format($"{a}{b}") == CacheKeys.Format($"{c}{d}")),
                iter: 20_000
            );

    [Test]
    public void A_hole_may_write_a_text_of_its_own()
    {
        var outer = CacheKeys.Format($"a:{CacheKeys.Format($"b:{1}")}:{2}");
        Assert.That(outer, Is.EqualTo("a:b%3A1:2"));
    }

    [Test]
    public void A_text_longer_than_its_buffer_is_whole()
    {
        var many = string.Concat(Enumerable.Repeat("0123456789", 100));
        var source = CacheKeySources.From((int id) => $"{id}:0123456789012345678901234567890123456789:{many}");
        Assert.That(source.ToText([1], null), Does.StartWith("1:01234567890").And.Contains("#"));
    }

    [Test]
    public void A_value_that_can_not_be_encoded_says_why_and_the_way_out()
    {
        var failure = Assert.Throws<CacheOperationException>(() => CacheKeys.Format($"x:{new object()}"));
        Assert.That(failure!.Message, Does.Contain("object").And.Contains("ICacheKeyPart"));
        Assert.That(CacheKeys.Format($"x:{1}"), Is.EqualTo("x:1"), "the next text starts afresh");
    }

    [Test]
    public void Selectors_of_every_arity_become_sources()
    {
        Delegate[] selectors =
        [
            (KeySelector)(() => $"k"),
            (KeySelector<int>)(a => $"k:{a}"),
            (KeySelector<int, int>)((a, b) => $"k:{a}:{b}"),
            (KeySelector<int, int, int>)((a, b, c) => $"k:{a}:{b}:{c}"),
            (KeySelector<int, int, int, int>)((a, b, c, d) => $"k:{a}:{b}:{c}:{d}"),
            (KeySelector<int, int, int, int, int>)((a, b, c, d, e) => $"k:{a}:{b}:{c}:{d}:{e}"),
        ];
        string[] expected = ["k", "k:1", "k:1:2", "k:1:2:3", "k:1:2:3:4", "k:1:2:3:4:5"];
        Assert.That(
            selectors.Select(selector => CacheKeySources.From(selector)!.ToText([1, 2, 3, 4, 5], null)),
            Is.EqualTo(expected)
        );
        Assert.That(CacheKeySources.From((Func<string>)(() => "")), Is.Null);
    }
}
