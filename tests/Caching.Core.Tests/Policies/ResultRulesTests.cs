using System.Collections;
using System.Collections.Immutable;

namespace Caching.Core.Tests.Policies;

/// <summary>Results that can't be handed out a second time are refused when the container is built.</summary>
public sealed class ResultRulesTests
{
    public class Disposable : IDisposable
    {
        public void Dispose() => GC.SuppressFinalize(this);
    }

    public interface IAsyncResource : IAsyncDisposable;

    public class DerivedTask : Task<int>
    {
        public DerivedTask()
            : base(() => 1) { }
    }

    [TestCase(typeof(void))]
    [TestCase(typeof(Task))]
    [TestCase(typeof(ValueTask))]
    public void A_method_that_returns_nothing_has_nothing_to_cache(Type returned)
    {
        var refusal = ResultRules.Refuse(returned);

        Assert.That(
            refusal!.Value.Cause,
            Is.EqualTo($"returns {FriendlyNames.Of(returned)}: there is no result to cache")
        );
        Assert.That(refusal.Value.WayOut, Does.Contain("InvalidateCache"));
    }

    [TestCase(typeof(IQueryable<int>), "it queries its source anew")]
    [TestCase(typeof(Task<IQueryable>), "it queries its source anew")]
    [TestCase(typeof(Stream), "it is read once")]
    [TestCase(typeof(Task<MemoryStream>), "it is read once")]
    [TestCase(typeof(Disposable), "the first caller disposes of it")]
    [TestCase(typeof(ValueTask<Disposable>), "the first caller disposes of it")]
    [TestCase(typeof(IAsyncResource), "the first caller disposes of it")]
    [TestCase(typeof(Func<int>), "it is code")]
    [TestCase(typeof(Delegate), "it is code")]
    [TestCase(typeof(Task<Task<int>>), "it is a task of its own")]
    [TestCase(typeof(ValueTask<ValueTask>), "it is a task of its own")]
    [TestCase(typeof(DerivedTask), "it is a task of its own")]
    [TestCase(typeof(System.Runtime.CompilerServices.YieldAwaitable), "it is a task of its own")]
    [TestCase(typeof(IEnumerator), "it is read once")]
    [TestCase(typeof(IEnumerator<int>), "it is read once")]
    [TestCase(typeof(IAsyncEnumerator<int>), "it is read once")]
    [TestCase(typeof(IAsyncEnumerable<int>), "it is consumed while it is produced")]
    [TestCase(typeof(Lazy<int>), "its value comes later")]
    [TestCase(typeof(IObservable<int>), "its values come later")]
    [TestCase(typeof(IEnumerable), "it is evaluated anew")]
    [TestCase(typeof(IOrderedEnumerable<int>), "it is evaluated anew")]
    [TestCase(typeof(int*), "it is a pointer")]
    [TestCase(typeof(Span<int>), "it lives on the stack")]
    [TestCase(typeof(Stream[]), "it is read once")]
    [TestCase(typeof(IReadOnlyList<Lazy<int>>), "its value comes later")]
    [TestCase(typeof(ImmutableArray<Func<int>>), "it is code")]
    [TestCase(typeof(Task<(int, Stream)>), "it is read once")]
    [TestCase(typeof(Dictionary<string, Task<int>>), "it is a task of its own")]
    public void A_result_that_can_not_be_replayed_is_refused(Type returned, string cause)
    {
        var refusal = ResultRules.Refuse(returned);

        Assert.That(refusal, Is.Not.Null);
        Assert.That(refusal!.Value.Cause, Does.Contain("which can't be handed out again: " + cause));
        Assert.That(refusal.Value.WayOut, Is.Not.Empty);
    }

    [TestCase(typeof(int))]
    [TestCase(typeof(int?))]
    [TestCase(typeof(string))]
    [TestCase(typeof(object))]
    [TestCase(typeof(byte[]))]
    [TestCase(typeof(IEnumerable<int>))]
    [TestCase(typeof(Task<IEnumerable<int>>))]
    [TestCase(typeof(ValueTask<List<string>>))]
    [TestCase(typeof(IReadOnlyDictionary<string, int>))]
    [TestCase(typeof(ILookup<string, int>))]
    [TestCase(typeof((int, string)))]
    [TestCase(typeof(ImmutableArray<int>))]
    [TestCase(typeof(System.Text.Json.Nodes.JsonNode))]
    public void Data_is_cached(Type returned) => Assert.That(ResultRules.Refuse(returned), Is.Null);

    [Test]
    public void An_open_result_is_judged_when_it_is_closed()
    {
        var open = typeof(IOpen).GetMethod(nameof(IOpen.GetAsync))!;

        Assert.That(ResultRules.Refuse(open.ReturnType), Is.Null);
        Assert.That(ResultRules.Refuse(open.MakeGenericMethod(typeof(Stream)).ReturnType), Is.Not.Null);
    }

    public interface IOpen
    {
        Task<T> GetAsync<T>(int id);
    }
}
