using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Caching.Core.Tests.Keys;

public sealed class EncoderTests
{
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    public record struct WithDelegate(Action? Run);

    public sealed record Endless<T>(Endless<Endless<T>>? Next);

    public sealed record Loop(string Name)
    {
        public Loop? Next { get; set; }
    }

    public record Base(int Id)
    {
        private readonly string _secret = "s" + Id;

        public string Secret() => _secret;
    }

    public sealed record Derived(int Id, string Name) : Base(Id);

    public sealed record Unencodable(int Id, Action Run) : Base(Id);

    [InlineArray(4)]
    public struct Four
    {
        private int _first;

        public readonly int First => _first;

        public void Set(int value) => _first = value;
    }

    public class NullPart : ICacheKeyPart
    {
        public string ToCacheKeyPart() => null!;
    }

    [Test]
    public void A_null_argument_is_not_the_empty_string_E18()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Key.Text<string?>(null), Is.EqualTo("~"));
            Assert.That(Key.Text<string?>(""), Is.Empty);
            Assert.That(Key.Text<string?>("~"), Is.EqualTo("%7E"));
        }
    }

    [Test]
    public void A_list_of_one_empty_string_is_not_an_empty_list()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Key.Text<string[]>([]), Is.EqualTo("[]"));
            Assert.That(Key.Text<string[]>([""]), Is.EqualTo("['']"));
            Assert.That(Key.Text<string?[]>([null, "", "''"]), Is.EqualTo("[~,'',%27%27]"));
            Assert.That(Key.Text<HashSet<string>>([]), Is.EqualTo("{}"));
            Assert.That(Key.Text<HashSet<string>>([""]), Is.EqualTo("{''}"));
        }
    }

    [Test]
    public void Order_says_nothing_in_sets_and_dictionaries_and_everything_in_lists_E20()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Key.Text<HashSet<int>>([2, 10, 1]), Is.EqualTo(Key.Text<HashSet<int>>([10, 1, 2])));
            Assert.That(Key.Text<List<int>>([2, 1]), Is.Not.EqualTo(Key.Text<List<int>>([1, 2])));
            Assert.That(
                Key.Text(new Dictionary<string, int> { ["b"] = 1, ["a"] = 2 }),
                Is.EqualTo(Key.Text(new Dictionary<string, int> { ["a"] = 2, ["b"] = 1 }))
            );
        }
    }

    [Test]
    public void Sets_and_dictionaries_that_compare_otherwise_are_others()
    {
        string[] sets =
        [
            Key.Text(new HashSet<string>(["a"])),
            Key.Text(new HashSet<string>(["a"], StringComparer.OrdinalIgnoreCase)),
            Key.Text(new HashSet<string>(["a"], StringComparer.InvariantCulture)),
            Key.Text(new HashSet<string>(["a"], StringComparer.InvariantCultureIgnoreCase)),
        ];
        var plain = new Dictionary<string, int> { ["a"] = 1 };
        var ignoring = new Dictionary<string, int>(plain, StringComparer.OrdinalIgnoreCase);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sets, Is.Unique);
            Assert.That(sets[0], Is.EqualTo("{a}"));
            Assert.That(sets[1], Is.EqualTo("!ignoreCase{a}"));
            Assert.That(Key.Text(new HashSet<string>(["a"], StringComparer.Ordinal)), Is.EqualTo("{a}"));
            Assert.That(Key.Text<IReadOnlyDictionary<string, int>>(plain), Is.EqualTo("{a=1}"));
            Assert.That(Key.Text<IReadOnlyDictionary<string, int>>(ignoring), Is.EqualTo("!ignoreCase{a=1}"));
        }
    }

    [Test]
    public void A_record_is_written_by_all_its_fields_those_of_its_base_first_E21()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Key.Text(new Base(1)), Is.EqualTo("{_secret=s1,Id=1}").Or.EqualTo("{Id=1,_secret=s1}"));
            Assert.That(Key.Text(new Derived(1, "N")), Does.EndWith(",Name=N}"));
            Assert.That(
                Key.Text<Base>(new Derived(1, "N")),
                Does.StartWith("Caching.Core.Tests.Keys.EncoderTests+Derived({")
            );
            Assert.That(Key.Text<Base>(new Derived(1, "n")), Is.Not.EqualTo(Key.Text<Base>(new Derived(1, "N"))));
        }
    }

    [Test]
    public void A_derived_record_that_can_not_be_encoded_is_a_clear_error() =>
        Assert.That(
            () => Key.Text<Base>(new Unencodable(1, () => { })),
            Throws.TypeOf<CacheOperationException>().With.Message.Contains("'Run' of type System.Action can't be")
        );

    [Test]
    public void A_record_that_contains_itself_is_encoded_and_a_cycle_is_a_clear_error()
    {
        var loop = new Loop("a") { Next = new Loop("b") };
        Assert.That(Key.Text(loop), Is.EqualTo("{Name=a,Next={Name=b,Next=~}}"));
        loop.Next.Next = loop;
        Assert.That(
            () => Key.Text(loop),
            Throws.TypeOf<CacheOperationException>().With.Message.Contains("contains itself")
        );
    }

    [Test]
    public void A_type_that_never_ends_is_refused() =>
        Assert.That(Key.WhyNot<Endless<int>>(), Does.Contain("too many types"));

    [Test]
    public void A_default_immutable_array_is_neither_empty_nor_null()
    {
        string[] texts =
        [
            Key.Text<ImmutableArray<int>?>(null),
            Key.Text<ImmutableArray<int>?>(default(ImmutableArray<int>)),
            Key.Text<ImmutableArray<int>?>([]),
        ];
        Assert.That(texts, Is.Unique);
    }

    [Test]
    public void Types_without_a_canonical_text_are_refused_with_a_reason_E19_E20_E21()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Key.WhyNot<IEnumerable<int>>(), Does.Contain("enumerating"));
            Assert.That(Key.WhyNot<IQueryable<int>>(), Does.Contain("query"));
            Assert.That(Key.WhyNot<IAsyncEnumerable<int>>(), Does.Contain("enumerating"));
            Assert.That(Key.WhyNot<object>(), Does.Contain("anything"));
            Assert.That(Key.WhyNot<Action>(), Does.Contain("code"));
            Assert.That(Key.WhyNot<System.Linq.Expressions.Expression<Func<int>>>(), Does.Contain("code"));
            Assert.That(Key.WhyNot<MemoryStream>(), Does.Contain("stream"));
            Assert.That(Key.WhyNot<EncoderTests>(), Does.Contain("identity"));
            Assert.That(Key.WhyNot<IFormattable>(), Does.Contain("interface"));
            Assert.That(Key.WhyNot<Stream>(), Does.Contain("stream"));
            Assert.That(Key.WhyNot<int[,]>(), Does.Contain("one dimension"));
            Assert.That(Key.WhyNot<WithDelegate>(), Does.Contain("'Run'"));
            Assert.That(Key.WhyNot<List<object>>(), Does.Contain("elements of type object"));
            Assert.That(Key.WhyNot<Four>(), Does.Contain("inline array"));
            Assert.That(Key.WhyNot<CancellationToken>(), Is.Not.Null);
            Assert.That(Key.WhyNot<System.Numerics.Vector<int>>(), Does.Contain("machine"));
            Assert.That(ArgumentEncoders.TryGet(typeof(Span<int>), out _, out var reason), Is.False);
            Assert.That(reason, Does.Contain("memory"));
            Assert.That(ArgumentEncoders.TryGet(typeof(List<>), out _, out _), Is.False);
        }
    }

    [Test]
    public void A_key_part_that_returns_null_is_a_clear_error() =>
        Assert.That(
            () => Key.Text(new NullPart()),
            Throws.TypeOf<CacheOperationException>().With.Message.Contains("ToCacheKeyPart returned null")
        );

    [Test]
    public void Arrays_of_a_derived_type_and_shared_collections_are_read_in_place_E20()
    {
        Animal[] animals = new Dog[] { new("a", "b") };
        Assert.That(Key.Text(animals), Does.StartWith("[Caching.Core.Tests.Keys.Dog("));
        Assert.That(Key.Text<IReadOnlyCollection<int>>(new Queue<int>([1, 2])), Is.EqualTo("[1,2]"));
        Assert.That(Key.Text<IReadOnlyList<int>>(ImmutableList.Create(1, 2)), Is.EqualTo("[1,2]"));
        Assert.That(Key.Text(new ArraySegment<int>([1, 2, 3], 1, 2)), Is.EqualTo("[2,3]"));
        Assert.That(Key.Text<ReadOnlyMemory<string>>(new[] { "a" }), Is.EqualTo("[a]"));
        Assert.That(Key.Text<Memory<int>>(new[] { 1 }), Is.EqualTo("[1]"));
    }

    [Test]
    public void A_long_tuple_and_a_culture_and_a_version_are_written_whole()
    {
        Assert.That(Key.Text((1, 2, 3, 4, 5, 6, 7, 8, 9)), Is.EqualTo("(1,2,3,4,5,6,7,(8,9))"));
        Assert.That(Key.Text(CultureInfo.GetCultureInfo("de-DE")), Is.EqualTo("de-DE"));
        Assert.That(Key.Text(new Version(1, 2)), Is.Not.EqualTo(Key.Text(new Version(1, 2, 0))));
    }
}
