using System.Runtime.CompilerServices;
using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>What a load leaves behind in work that it started without waiting for it.</summary>
[TestFixture(BackendKind.Memory)]
public sealed class LoadTicketTests(BackendKind kind) : RegionFixture(kind)
{
    [Test]
    public async Task Work_that_outlives_its_load_may_ask_for_the_same_key()
    {
        var landed = new Gate();
        Task<int>? later = null;

        var first = await GetAsync(
            "k",
            _ =>
            {
                later = LaterAsync();
                return Task.FromResult(1);
            }
        );
        landed.Open();

        Assert.That(first, Is.EqualTo(1));
        Assert.That(await later!.InTime(), Is.EqualTo(1));

        async Task<int> LaterAsync()
        {
            await landed.PassAsync();
            return await GetAsync("k", () => 2);
        }
    }

    [Test]
    public async Task Work_that_outlives_its_load_keeps_no_flight_alive()
    {
        var end = new Gate();
        var (value, work) = await LoadAsync(end);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(value.IsAlive, Is.False);
        end.Open();
        await work.InTime();
    }

    // Not inlined, and nothing of it on the caller's stack: only the work's own context could hold the value.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<(WeakReference Value, Task Work)> LoadAsync(Gate end)
    {
        Task? work = null;
        WeakReference? value = null;
        await GetAsync(
            "k",
            _ =>
            {
                work = end.PassAsync();
                var loaded = new object();
                value = new WeakReference(loaded);
                return Task.FromResult(loaded);
            },
            new TestRules<object> { Stores = _ => false }
        );
        return (value!, work!);
    }
}
