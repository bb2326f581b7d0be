using System.Diagnostics;
using Caching.Core.Tests.Loading;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Soak;

/// <summary>
/// A minute of 64 callers, with loads that fail, callers that give up, and invalidations of every kind: no wrong, stale or
/// lost value, no flight that stays in the air, and no memory that doesn't come back.
/// </summary>
/// <remarks>Without it: <c>--filter TestCategory!=Soak</c>.</remarks>
[NonParallelizable]
public sealed class SoakTests
{
    private const int AsyncCallers = 56;
    private const int SyncCallers = 8;
    private const int Rounds = 3;
    private const long MaxGrowth = 2 * 1024 * 1024;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    [Test]
    [Category("Soak")]
    public async Task A_minute_of_64_callers_leaves_nothing_wrong_and_nothing_behind()
    {
        var time = new FakeTimeProvider();
        var database = new SoakDatabase();
        await using var runtime = new CachingRuntime(
            new CachingBuilder()
                .UseMemory(SoakCaller.Small, options => options.Capacity = SoakDatabase.Keys / 2)
                .UseMemory(SoakCaller.Lasting, options => options.Capacity = 2_000)
                .DefaultBackend(SoakCaller.Small)
                .UseTimeProvider(time)
                .Freeze()
        );
        SoakCaller[] callers =
        [
            .. Enumerable
                .Range(0, AsyncCallers + SyncCallers)
                .Select(seed => new SoakCaller(runtime.Service, database, () => Advance(time), seed)),
        ];

        var memory = new List<long>();
        for (var round = 0; round < Rounds; round++)
        {
            var steps = await RunAsync(callers);
            await callers[0].ReadAllAsync();
            memory.Add(GC.GetTotalMemory(forceFullCollection: true));
            TestContext.Out.WriteLine($"{steps} steps, {memory[^1] / 1024} KB");
            Assert.That(FlightsOf(runtime, SoakCaller.Small), Is.Zero, "flights that never landed");
            Assert.That(FlightsOf(runtime, SoakCaller.Lasting), Is.Zero, "flights that never landed");
        }

        Assert.That(memory[^1] - memory[0], Is.LessThan(MaxGrowth), "bytes more than after a third");
    }

    private static async Task<long> RunAsync(SoakCaller[] callers)
    {
        var (begun, steps) = (Stopwatch.GetTimestamp(), 0L);
        bool GoesOn()
        {
            Interlocked.Increment(ref steps);
            return Stopwatch.GetElapsedTime(begun) < Round;
        }

        var asynchronous = callers
            .Take(AsyncCallers)
            .Select(caller =>
                Task.Run(async () =>
                {
                    while (GoesOn())
                    {
                        await caller.StepAsync();
                    }
                })
            );
        var synchronous = callers
            .Skip(AsyncCallers)
            .Select(caller =>
                Threads.Run(() =>
                {
                    while (GoesOn())
                    {
                        caller.Step();
                    }

                    return true;
                })
            );
        await Task.WhenAll([.. asynchronous, .. synchronous]).WaitAsync(Round + TimeSpan.FromSeconds(60));
        return steps;
    }

    private static void Advance(FakeTimeProvider time) => time.Advance(TimeSpan.FromSeconds(10));

    private static int FlightsOf(CachingRuntime runtime, string backend) =>
        ((CacheManager)runtime.Manager).Region(backend).Flights.Count;
}
