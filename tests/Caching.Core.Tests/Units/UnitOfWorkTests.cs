using System.Transactions;
using Caching.Core.Tests.Service;
using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Units;

/// <summary>What a unit of work does to reads and invalidations: one contract for transactions and for <c>Defer</c>.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class UnitOfWorkTests(bool isTransaction) : ServiceFixture
{
    private static readonly string[] Backends = ["memory", "scripted", "remote"];

    [TestCaseSource(nameof(Backends))]
    public async Task Reads_hit_what_was_there_before(string backend)
    {
        await Sut.SetAsync("k", "stored", backend: backend);

        await InUnitAsync(async () =>
        {
            Assert.That(await LoadAsync("k", "loaded", backend), Is.EqualTo("stored"));
            Assert.That((await Sut.GetAsync<string>("k", backend)).Value, Is.EqualTo("stored"));
        });
    }

    [TestCaseSource(nameof(Backends))]
    public async Task What_is_loaded_inside_is_never_published(string backend)
    {
        await InUnitAsync(async () =>
            Assert.That(await LoadAsync("k", "uncommitted", backend), Is.EqualTo("uncommitted"))
        );

        Assert.That((await Sut.GetAsync<string>("k", backend)).IsHit, Is.False);
    }

    [TestCaseSource(nameof(Backends))]
    public async Task What_is_loaded_inside_isnt_shared_with_callers_outside(string backend)
    {
        var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        var inside = InUnitAsync(() =>
            Sut.GetOrCreateAsync(
                    "k",
                    _ =>
                    {
                        begun.SetResult();
                        return gate.Task;
                    },
                    backend: backend
                )
                .AsTask()
        );
        await begun.Task.InTime();

        Assert.That(await LoadAsync("k", "committed", backend).InTime(), Is.EqualTo("committed"));
        gate.SetResult("uncommitted");
        await inside.InTime();
        Assert.That((await Sut.GetAsync<string>("k", backend)).Value, Is.EqualTo("committed"));
    }

    [TestCaseSource(nameof(Backends))]
    public async Task Invalidations_wait_for_the_commit(string backend)
    {
        string[] keys = ["key", "tagged", "pattern:1", "many"];
        foreach (var key in keys)
        {
            await Sut.SetAsync(key, "old", tags: key == "tagged" ? ["tag"] : null, backend: backend);
        }

        await InUnitAsync(async () =>
        {
            await Sut.DeleteAsync("key", backend);
            await Sut.InvalidateTagsAsync(["tag"], backend);
            await Sut.InvalidatePatternAsync("pattern:*", backend);
            await Sut.DeleteManyAsync(["many"], backend);
            Assert.That(await OutsideAsync(), Is.EquivalentTo(keys), "before the commit");
        });
        Assert.That(await OutsideAsync(), Is.Empty, "after it");

        Task<IEnumerable<string>> OutsideAsync()
        {
            using var noFlow = ExecutionContext.SuppressFlow();
            return Task.Run(async () => (await Sut.GetManyAsync<string>(keys, backend)).Keys);
        }
    }

    [TestCaseSource(nameof(Backends))]
    public async Task A_rollback_invalidates_and_writes_nothing(string backend)
    {
        await Sut.SetAsync("k", "old", backend: backend);

        await InUnitAsync(
            async () =>
            {
                await Sut.DeleteAsync("k", backend);
                await Sut.SetAsync("written", "uncommitted", backend: backend);
            },
            commits: false
        );

        Assert.That((await Sut.GetAsync<string>("k", backend)).Value, Is.EqualTo("old"));
        Assert.That((await Sut.GetAsync<string>("written", backend)).IsHit, Is.False);
        Assert.That(CallModes.AllowHits, Is.True);
    }

    [TestCaseSource(nameof(Backends))]
    public async Task Writes_wait_for_the_commit_and_keep_their_order(string backend)
    {
        await InUnitAsync(async () =>
        {
            Assert.That(await Sut.SetAsync("k", "first", backend: backend), Is.True);
            await Sut.DeleteAsync("k", backend);
            await Sut.SetManyAsync(
                new Dictionary<string, string> { ["k"] = "last", ["other"] = "value" },
                backend: backend
            );
        });

        Assert.That((await Sut.GetAsync<string>("k", backend)).Value, Is.EqualTo("last"));
        Assert.That((await Sut.GetAsync<string>("other", backend)).Value, Is.EqualTo("value"));
    }

    [TestCaseSource(nameof(Backends))]
    public async Task Who_has_invalidated_inside_reads_no_old_value_there(string backend)
    {
        await Sut.SetAsync("k", "old", backend: backend);

        await InUnitAsync(async () =>
        {
            await Sut.DeleteAsync("k", backend);
            Assert.That(await LoadAsync("k", "own", backend), Is.EqualTo("own"));
            Assert.That((await Sut.GetAsync<string>("k", backend)).IsHit, Is.False);
            Assert.That((await Sut.GetManyAsync<string>(["k"], backend)), Is.Empty);
        });
    }

    [Test]
    public void Synchronous_calls_do_the_same()
    {
        Sut.Set("k", "old");
        using (var unit = isTransaction ? null : Sut.Defer())
        using (var transaction = isTransaction ? new TransactionScope() : null)
        {
            Assert.That(Sut.GetOrCreate("k", () => "loaded"), Is.EqualTo("old"));
            Assert.That(Sut.GetOrCreate("new", () => "loaded"), Is.EqualTo("loaded"));
            Sut.Delete("k");
            Assert.That(Sut.GetOrCreate("k", () => "own"), Is.EqualTo("own"));
            transaction?.Complete();
            unit?.Commit();
        }

        Assert.That(Sut.Get<string>("k").IsHit, Is.False);
        Assert.That(Sut.Get<string>("new").IsHit, Is.False);
    }

    private Task<string> LoadAsync(string key, string value, string backend) =>
        Sut.GetOrCreateAsync(key, _ => Task.FromResult(value), backend: backend).AsTask();

    private async Task InUnitAsync(Func<Task> act, bool commits = true)
    {
        if (isTransaction)
        {
            using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await act();
            if (commits)
            {
                transaction.Complete();
            }

            return;
        }

        await using var unit = Sut.Defer();
        await act();
        if (commits)
        {
            await unit.CommitAsync();
        }
    }
}
