using System.Runtime.CompilerServices;
using Caching.TestKit.Recording;

namespace Caching.Core.Tests.Keys;

public sealed class AllocationTests
{
    public interface ITargets
    {
        void Number(int a);
        void Text(string? a);
        void Three(int a, string? b, bool c);
        void Tuple((int, string, bool) a);
        void Moment(DateTime a, Guid b, decimal c, Colour d);
        void Record(Point a);
    }

    private static readonly KeySelector<int, string> Selector = (id, name) => $"product:{id}:{name}";

    [TestCase("Number", new object[] { 42 })]
    [TestCase("Text", new object[] { "a text, with escapes" })]
    [TestCase("Three", new object[] { 42, "name", true })]
    public void Writing_the_key_of_a_call_allocates_nothing(string method, object?[] arguments) =>
        Assert.That(Allocated(KeyOf(method), arguments), Is.Zero);

    [Test]
    public void Writing_a_tuple_a_record_or_a_moment_allocates_nothing()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Allocated(KeyOf("Tuple"), [(1, "a", true)]), Is.Zero);
            Assert.That(Allocated(KeyOf("Record"), [new Point(1, 2)]), Is.Zero);
            Assert.That(Allocated(KeyOf("Moment"), [new DateTime(5), Guid.Empty, 1.0m, Colour.Blue]), Is.Zero);
        }
    }

    [Test]
    public void Hashing_a_long_argument_allocates_nothing() =>
        Assert.That(Allocated(KeyOf("Text"), [new string('a', 500)]), Is.Zero);

    [Test]
    public void An_interpolated_key_allocates_nothing()
    {
        var source = CacheKeySources.From(Selector);
        object?[] arguments = [42, "name"];
        Assert.That(AllocatedBy(() => Write(source, arguments)), Is.Zero);
    }

    [Test]
    public void A_template_allocates_nothing()
    {
        var problems = new List<CachingProblem>();
        var source = KeyTemplate.Parse(
            "product:{a}:{b.Length}",
            Methods.Of<ITargets>("Three"),
            null,
            TemplateUse.Key,
            "test",
            problems
        );
        object?[] arguments = [42, "name", true];
        Assert.That(AllocatedBy(() => Write(source!, arguments)), Is.Zero);
    }

    private static CallKey KeyOf(string method) =>
        CallKey.Create("head:", Methods.Of<ITargets>(method), new HashSet<int>(), [typeof(string)], "test", [])!;

    private static long Allocated(CallKey key, object?[] arguments)
    {
        object?[] vary = ["tenant"];
        return AllocatedBy(() => Write(key, arguments, vary));
    }

    private static long AllocatedBy(Action write) => Allocations.Of(write, 100);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(CallKey key, object?[] arguments, object?[] vary)
    {
        var writer = new KeyWriter(stackalloc char[256]);
        key.Write(ref writer, arguments, vary);
        writer.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(KeySource source, object?[] arguments)
    {
        var writer = new KeyWriter(stackalloc char[256]);
        source.Write(ref writer, arguments, null);
        writer.Dispose();
    }
}
