using System.Reflection;

namespace Caching.Core.Tests.Keys;

public sealed class CallKeyTests
{
    public interface IBad
    {
        void Bad(Action run, IQueryable<int> query, CancellationToken token);
    }

    [Test]
    public void A_pattern_for_some_arguments_matches_their_calls_and_no_others_C4()
    {
        var method = Methods.Of<ICalls>("Three");
        var key = Create(method, []);
        var pattern = key.ExactOrGlob([1, "*", true], [false, false, true]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Glob.IsMatch(pattern, Write(key, [1, "*", true])), Is.True);
            Assert.That(Glob.IsMatch(pattern, Write(key, [1, "*", false])), Is.True);
            Assert.That(Glob.IsMatch(pattern, Write(key, [1, "a", true])), Is.False);
            Assert.That(Glob.IsMatch(pattern, Write(key, [11, "*", true])), Is.False);
            Assert.That(Glob.IsMatch(key.Shape, Write(key, [1, "*", true])), Is.True);
        }
    }

    [Test]
    public void A_pattern_covers_every_value_that_the_key_varies_by()
    {
        var key = Create(Methods.Of<ICalls>("List"), [typeof(string), typeof(int)]);
        object?[] arguments = [new List<string?> { "a", "[b" }];
        var pattern = key.ExactOrGlob(arguments, [false]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Glob.IsMatch(pattern, Write(key, arguments, ["tenant", 1])), Is.True);
            Assert.That(Glob.IsMatch(pattern, Write(key, arguments, [null, 2])), Is.True);
            Assert.That(Glob.IsMatch(pattern, Write(key, [new List<string?> { "a" }], ["tenant", 1])), Is.False);
        }
    }

    [Test]
    public void A_parameter_that_can_not_be_encoded_is_a_problem_with_three_ways_out()
    {
        var problems = new List<CachingProblem>();
        var method = Methods.Of<IBad>("Bad");
        Assert.That(
            CallKey.Create("head:", method, new HashSet<int>(), [typeof(Stream)], "IBad.Bad", problems),
            Is.Null
        );
        Assert.That(problems, Has.Count.EqualTo(3));
        Assert.That(
            problems[0].ToString(),
            Does.StartWith("IBad.Bad: The parameter 'run' of type System.Action can't be part of a key: code")
                .And.Contains("Skip")
                .And.Contains("ICacheKeyPart")
                .And.Contains("cache-aside")
        );
        Assert.That(
            CallKey.Create("head:", method, new HashSet<int> { 0, 1 }, [], "IBad.Bad", []),
            Is.Not.Null,
            "skipped"
        );
    }

    [Test]
    public void An_owner_can_not_forge_the_rest_of_a_key()
    {
        var method = Methods.Of<ICalls>("None");
        Assert.That(
            CallKey.Head("p", method, KeyEscaping.Escape("Shop.Catalog#a:b@c")),
            Does.EndWith("@Shop.Catalog%23a%3Ab%40c:")
        );
    }

    private static CallKey Create(MethodInfo method, IReadOnlyList<Type> vary) =>
        CallKey.Create(CallKey.Head("p[*]", method, "Owner"), method, new HashSet<int>(), vary, "test", [])!;

    private static string Write(CallKey key, object?[] arguments, object?[]? vary = null)
    {
        var writer = new KeyWriter(stackalloc char[16]);
        key.Write(ref writer, arguments, vary ?? []);
        var text = writer.ToString();
        writer.Dispose();
        return text;
    }
}
