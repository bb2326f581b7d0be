using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>Scopes change how calls use the cache; they flow, nest and end.</summary>
[TestFixture(BackendKind.Memory)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class CachingScopeTests(BackendKind kind) : RegionFixture(kind)
{
    [Test]
    public async Task Bypass_neither_looks_up_nor_stores()
    {
        await NextAsync("k", "stored");
        using (CachingScope.Bypass())
        {
            Assert.That(await NextAsync("k", "called"), Is.EqualTo("called"));
            Assert.That(Get("k", () => "called"), Is.EqualTo("called"));
            Assert.That(await NextAsync("new", "called"), Is.EqualTo("called"));
        }

        Assert.That(await NextAsync("k", "again"), Is.EqualTo("stored"));
        Assert.That(await NextAsync("new", "again"), Is.EqualTo("again"));
    }

    [Test]
    public async Task Refresh_loads_and_stores_whatever_is_there()
    {
        await NextAsync("k", "old");
        using (CachingScope.Refresh())
        {
            Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
            await Landed();
        }

        Assert.That(await NextAsync("k", "unused"), Is.EqualTo("new"));
        using (CachingScope.Refresh())
        {
            Assert.That(Get("k", () => "newer"), Is.EqualTo("newer"));
        }

        Assert.That(Get("k", () => "unused"), Is.EqualTo("newer"));
    }

    [Test]
    public async Task Refresh_joins_no_load_begun_before_it_which_doesnt_publish_after_it()
    {
        var gate = new TaskCompletionSource<string>();
        var before = GetAsync("k", _ => gate.Task);
        using (CachingScope.Refresh())
        {
            Assert.That(await NextAsync("k", "new"), Is.EqualTo("new"));
        }

        gate.SetResult("old");
        Assert.That(await before.InTime(), Is.EqualTo("old"));
        await Landed();
        Assert.That(await NextAsync("k", "unused"), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_refresh_inside_the_load_of_its_own_key_says_so()
    {
        using var scope = CachingScope.Refresh();

        var failure = await Assert.ThrowsAsync<CacheOperationException>(() =>
            GetAsync("k", _ => GetAsync("k", () => "inner")).InTime()
        );
        Assert.That(failure!.Message, Does.Contain("waits for itself"));
        Assert.That(
            () => Get("k", () => Get("k", () => "inner")),
            Throws.InstanceOf<CacheOperationException>().With.Message.Contains("waits for itself")
        );
    }

    [Test]
    public async Task Only_hits_or_says_that_there_is_nothing()
    {
        await NextAsync("k", "stored");
        await Landed();
        using var scope = CachingScope.Only();

        Assert.That(await NextAsync("k", "unused"), Is.EqualTo("stored"));
        Assert.That(Get("k", () => "unused"), Is.EqualTo("stored"));
        var missed = await Assert.ThrowsAsync<CacheMissException>(() => NextAsync("absent", "loaded"));
        Assert.That(() => Get("absent", () => "loaded"), Throws.InstanceOf<CacheMissException>());
        Assert.That(
            (missed!.Key, missed.Code, missed.Details["key"]),
            Is.EqualTo(("absent", CacheErrorCode.Miss, "absent"))
        );
    }

    [Test]
    public async Task The_inner_of_two_scopes_wins_and_the_outer_comes_back()
    {
        await NextAsync("k", "stored");
        using (CachingScope.Bypass())
        {
            using (CachingScope.Only())
            {
                Assert.That(await NextAsync("k", "called"), Is.EqualTo("stored"));
            }

            Assert.That(await NextAsync("k", "called"), Is.EqualTo("called"));
        }

        Assert.That(await NextAsync("k", "called"), Is.EqualTo("stored"));
    }

    [Test]
    public async Task Scopes_may_end_in_any_order_and_twice()
    {
        await NextAsync("k", "stored");
        var outer = CachingScope.Only();
        var inner = CachingScope.Bypass();

        outer.Dispose();
        outer.Dispose();
        Assert.That(await NextAsync("k", "called"), Is.EqualTo("called"), "the inner one still holds");
        inner.Dispose();

        Assert.That(await NextAsync("absent", "loaded"), Is.EqualTo("loaded"), "none holds");
        Assert.That(await NextAsync("k", "called"), Is.EqualTo("stored"));
        Assert.That(CallModes.AllowHits, Is.True);
    }

    [Test]
    public async Task A_scope_flows_into_its_tasks_and_not_out_of_them()
    {
        await NextAsync("k", "stored");
        var end = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var inside = Task.Run(async () =>
        {
            using var scope = CachingScope.Bypass();
            begun.SetResult();
            await end.Task;
            return await Task.Run(() => NextAsync("k", "called"));
        });
        await begun.Task.InTime();

        Assert.That(await NextAsync("k", "called"), Is.EqualTo("stored"), "another flow");
        end.SetResult();
        Assert.That(await inside.InTime(), Is.EqualTo("called"));
    }

    // On a fenced backend the leader goes before its value is stored.
    private async Task Landed()
    {
        while (Region.Flights.Count > 0)
        {
            await Task.Yield();
        }
    }
}
