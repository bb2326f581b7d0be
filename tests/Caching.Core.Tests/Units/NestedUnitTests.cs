using System.Transactions;
using Caching.Core.Tests.Service;
using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Units;

/// <summary>Units inside of units, and what transactions end with.</summary>
public sealed class NestedUnitTests : ServiceFixture
{
    [TestCase(true, true, false)]
    [TestCase(true, false, true)]
    [TestCase(false, true, true)]
    public async Task An_inner_units_work_is_done_when_both_are_committed(bool inner, bool outer, bool isLeft)
    {
        await Sut.SetAsync("k", "old");
        await using (var around = Sut.Defer())
        {
            await using (var within = Sut.Defer())
            {
                await Sut.DeleteAsync("k");
                await CommitAsync(within, inner);
            }

            await CommitAsync(around, outer);
        }

        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.EqualTo(isLeft));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_unit_inside_a_transaction_waits_for_it(bool completes)
    {
        await Sut.SetAsync("k", "old");
        using (var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using var unit = Sut.Defer();
            await Sut.DeleteAsync("k");
            await unit.CommitAsync();
            if (completes)
            {
                transaction.Complete();
            }
        }

        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.Not.EqualTo(completes));
    }

    [Test]
    public async Task A_load_begun_before_the_commit_doesnt_publish_after_it()
    {
        var gate = new TaskCompletionSource<string>();
        var before = Sut.GetOrCreateAsync("k", _ => gate.Task).AsTask();
        await using (var unit = Sut.Defer())
        {
            await Sut.DeleteAsync("k");
            await unit.CommitAsync();
        }

        gate.SetResult("old");
        await before.InTime();
        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.False);
    }

    [Test]
    public async Task Between_completion_and_end_of_a_transaction_calls_work_and_publish_nothing()
    {
        await Sut.SetAsync("changed", "old");
        using (var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await Sut.DeleteAsync("changed");
            transaction.Complete();

            Assert.That(Sut.GetOrCreate("k", () => "loaded"), Is.EqualTo("loaded"));
            Assert.That(Sut.GetOrCreate("changed", () => "own"), Is.EqualTo("own"));
            await Sut.DeleteAsync("another");
        }

        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.False);
        Assert.That((await Sut.GetAsync<string>("changed")).IsHit, Is.False);
        Assert.That(CallModes.AllowHits, Is.True);
    }

    [Test]
    public async Task A_synchronous_commit_reaches_backends_that_are_asynchronous_only()
    {
        await Sut.SetAsync("k", "old", backend: "remote");
        await Sut.SetAsync("k", "old");
        using (var unit = Sut.Defer())
        {
            await Sut.DeleteAsync("k", "remote");
            await Sut.DeleteAsync("k");
            unit.Commit();
        }

        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.False);
        Assert.That((await Sut.GetAsync<string>("k", "remote")).IsHit, Is.False);
    }

    [Test]
    public async Task A_load_inside_has_its_time_limit()
    {
        await using var unit = Sut.Defer();
        var gate = new TaskCompletionSource<string>();
        var limit = new CacheLoadOptions { HardTimeout = TimeSpan.FromSeconds(1) };
        var load = Sut.GetOrCreateAsync("k", _ => gate.Task, limit).AsTask();
        Time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<CacheLoadTimeoutException>(() => load.InTime());
        gate.SetResult("late");
    }

    [Test]
    public async Task Counters_count_at_once()
    {
        await using (Sut.Defer())
        {
            Assert.That(await Sut.IncrementAsync("c"), Is.EqualTo(1));
        }

        Assert.That(await Sut.IncrementAsync("c"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_unit_ends_once()
    {
        await Sut.SetAsync("k", "old");
        var unit = Sut.Defer();
        await Sut.DeleteAsync("k");
        unit.Dispose();
        await unit.CommitAsync();
        unit.Commit();

        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.True);
        Assert.That(CallModes.AllowHits, Is.True);
    }

    private static ValueTask CommitAsync(CacheUnitOfWork unit, bool commits) =>
        commits ? unit.CommitAsync() : ValueTask.CompletedTask;
}
