using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Atomic)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class LoadContextTests(BackendKind kind) : RegionFixture(kind)
{
    [Test]
    public async Task The_load_sees_the_callers_context_and_so_does_the_caller_afterwards()
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        string? seen = null;

        await GetAsync(
            "k",
            async _ =>
            {
                seen = local.Value;
                await Task.Yield();
                return 1;
            }
        );

        Assert.That(seen, Is.EqualTo("caller"));
        Assert.That(local.Value, Is.EqualTo("caller"));
        Assert.That(LoadGraph.Current, Is.Null, "the caller has left the load");
    }

    [TestCase("look up")]
    [TestCase("begin")]
    public async Task The_load_runs_on_the_callers_synchronisation_context(string held)
    {
        var context = new InlineContext();
        SynchronizationContext? seen = null;
        var gate = Kind == BackendKind.Memory ? null : Script.HoldAfter(Kind == BackendKind.Fenced ? held : LookUp);

        var call = context.Run(() =>
            GetAsync(
                "k",
                () =>
                {
                    seen = SynchronizationContext.Current;
                    return 1;
                }
            )
        );
        gate?.Open();
        await call.InTime();

        Assert.That(seen, Is.SameAs(context));
    }

    private sealed class InlineContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => Run(() => d(state));

        public T Run<T>(Func<T> work)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return work();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        private void Run(Action work) =>
            Run(() =>
            {
                work();
                return true;
            });
    }
}
