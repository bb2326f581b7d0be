using Caching.TestKit.Recording;
using Castle.DynamicProxy;

namespace Caching.Interception.Tests;

/// <summary>A hit allocates what Castle itself allocates, nothing more.</summary>
public sealed class HitPathTests : ProxyFixture
{
    private const int Calls = 1000;

    private IShapes _cached = null!;
    private IShapes _noOp = null!;

    [SetUp]
    public void SetUp()
    {
        _cached = Factory.Wrap<IShapes>(new Shapes());
        _noOp = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<IShapes>(new Shapes(), new NoOp());
    }

    [Test]
    public void A_hit_of_a_value_allocates_what_Castle_does_E7() => AssertNothingMore(static proxy => proxy.Value(7));

    [Test]
    public void A_hit_of_a_task_allocates_what_Castle_does_E7() =>
        AssertNothingMore(static proxy => _ = proxy.TaskAsync(7));

    [Test]
    public void A_hit_of_a_value_task_allocates_what_Castle_does_E7() =>
        AssertNothingMore(static proxy => _ = proxy.ValueTaskAsync(7));

    [Test]
    public void A_hit_of_a_property_allocates_what_Castle_does_E7() =>
        AssertNothingMore(static proxy => _ = proxy.Name);

    [Test]
    public void A_hit_of_a_generic_method_allocates_what_Castle_does_E7() =>
        AssertNothingMore(static proxy => proxy.Echo(7));

    private void AssertNothingMore(Action<IShapes> call) =>
        Assert.That(BytesPerCall(_cached, call), Is.LessThanOrEqualTo(BytesPerCall(_noOp, call)));

    private static double BytesPerCall(IShapes proxy, Action<IShapes> call) =>
        Allocations.Of(() => call(proxy), Calls) / (double)Calls;

    private sealed class NoOp : IInterceptor
    {
        private static readonly Task<int> Task = System.Threading.Tasks.Task.FromResult(1);
        private static readonly object ValueTask = new ValueTask<int>(1);
        private static readonly object Number = 1;

        public void Intercept(IInvocation invocation) =>
            invocation.ReturnValue = invocation.Method.Name switch
            {
                nameof(IShapes.TaskAsync) => Task,
                nameof(IShapes.ValueTaskAsync) => ValueTask,
                "get_Name" => null,
                _ => Number,
            };
    }
}
