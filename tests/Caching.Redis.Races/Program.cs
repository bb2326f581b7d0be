namespace Caching.Redis.Races;

/// <summary>One of several processes that race on the same keys. Ends with 1 when it saw a value that should be gone.</summary>
internal static class Program
{
    // Only ends what would hang; a busy machine is slow, and nothing here is about time.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    private static async Task<int> Main(string[] arguments)
    {
        var race = RaceOptions.Parse(arguments);
        ThreadPool.SetMinThreads(race.Workers, race.Workers); // synchronous callers block theirs
        using var counts = new RaceCounts();
        await using var runtime = new CachingRuntime(Build(race));
        await runtime.Service.InitializeAsync();
        await using var origin = await Origin.ConnectAsync(race.Origin);
        await using var faults = race.Number == 0 ? await Faults.ConnectAsync(race) : null;
        var racer = new Racer(race, runtime, origin, counts, faults);
        await origin.WaitForAllAsync(race.Processes);

        await Task.WhenAll(Enumerable.Range(0, race.Workers).Select(worker => racer.RunAsync(worker)));

        await Console.Out.WriteLineAsync(FormattableString.Invariant($"{counts} seed={race.Seed}"));
        return counts.IsStale ? 1 : 0;
    }

    private static CachingOptions Build(RaceOptions race)
    {
        var options = new RedisCacheOptions
        {
            Budget = Budget,
            Buckets = race.Buckets,
            LogCapacity = race.LogCapacity,
        };
        return new CachingBuilder()
            .KeyPrefix(Racer.Prefix)
            .Use(
                "redis",
                context => new RedisCacheBackend(
                    new OwnedMultiplexer(ConnectionStrings.Parse(race.Cache), options),
                    options,
                    context,
                    [SeededScripts.With(race.Bug)]
                )
            )
            .Freeze();
    }
}
