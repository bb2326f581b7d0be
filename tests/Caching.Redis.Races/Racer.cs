using System.Globalization;

namespace Caching.Redis.Races;

/// <summary>Reads, writes and invalidates through one process's engine, and looks for values that should be gone.</summary>
internal sealed class Racer(RaceOptions race, CachingRuntime runtime, Origin origin, RaceCounts counts, Faults? faults)
{
    public const string Prefix = "races";

    private readonly ICacheService _cache = runtime.Service;
    private readonly BackendGuard _guard = ((CacheManager)runtime.Manager).Region(null).Guard;

    private readonly RaceKey[] _own = [.. RaceKey.All.Where(key => key.IsWrittenBy(race.Number, race.Processes))];

    private int _begun;

    public async Task RunAsync(int worker)
    {
        var random = new Random((race.Seed * 10_007) + (race.Number * 1_009) + worker);
        while (!counts.IsStale && Interlocked.Increment(ref _begun) is var number && number <= race.Operations)
        {
            if (faults is not null && number % race.FaultEvery == 0)
            {
                await faults.HappenAsync(random);
            }

            await OperateAsync(random);
            counts.Operation();
        }
    }

    private Task OperateAsync(Random random) =>
        random.Next(100) switch
        {
            < 6 => WriteAsync(_own[random.Next(_own.Length)], random),
            < 9 => InvalidateAsync(RaceKey.All[random.Next(RaceKey.All.Count)], random.Next(70)),
            var choice => ReadAsync(RaceKey.All[random.Next(RaceKey.All.Count)], isSync: choice < 12, random.Next(4)),
        };

    private async Task ReadAsync(RaceKey key, bool isSync, int delay)
    {
        var floor = await origin.FloorAsync(key);
        var options = new CacheLoadOptions { Tags = key.Tag };
        var value = isSync
            ? _cache.GetOrCreate(key.Name, () => origin.Load(key), options)
            : await _cache.GetOrCreateAsync(key.Name, _ => origin.LoadAsync(key, delay), options);
        if (long.Parse(value, CultureInfo.InvariantCulture) < floor)
        {
            counts.Stale();
            await Console.Out.WriteLineAsync(
                FormattableString.Invariant(
                    $"STALE {key.Name}: {value}, but {floor} was acknowledged; process {race.Number}, seed {race.Seed}"
                )
            );
        }
    }

    private async Task WriteAsync(RaceKey key, Random random)
    {
        await key.Writing.WaitAsync();
        try
        {
            var version = await origin.CommitAsync(key);
            await InvalidateAsync(key, random.Next(100), version);

            // Put off is not acknowledged: it is carried out later.
            if (_guard.PendingCount == 0)
            {
                await origin.RaiseFloorAsync(key, version);
                counts.Write();
            }
        }
        finally
        {
            key.Writing.Release();
        }
    }

    // Without a version, nothing was written: everybody may do that at any time.
    private async Task InvalidateAsync(RaceKey key, int way, long? version = null)
    {
        switch (way)
        {
            case 0:
                await _cache.ClearAsync();
                break;
            case < 8:
                await _cache.InvalidatePatternAsync(key.Pattern);
                break;
            case < 30:
                await _cache.InvalidateTagsAsync(key.Tag);
                break;
            case < 70:
                await _cache.DeleteAsync(key.Name);
                break;
            default:
                await _cache.SetAsync(key.Name, version!.Value.ToString(CultureInfo.InvariantCulture), tags: key.Tag);
                break;
        }
    }
}
