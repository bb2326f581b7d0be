namespace Caching.Core.Tests.Soak;

/// <summary>Calls, changes and invalidates at random, and checks every answer.</summary>
internal sealed class SoakCaller(ICacheService cache, SoakDatabase database, Action advance, int seed)
{
    public const string Small = "small";
    public const string Lasting = "lasting";

    private static readonly TimeSpan Forever = TimeSpan.FromDays(3650);

    private readonly Random _random = new(seed);

    /// <summary>One asynchronous step.</summary>
    public async Task StepAsync()
    {
        var key = _random.Next(SoakDatabase.Keys);
        switch (_random.Next(100))
        {
            case < 70:
                await ReadAsync(key);
                break;
            case < 80:
                await ReadLastingAsync(key);
                break;
            case < 99:
                await database.ChangeAsync(key, InvalidateAsync);
                break;
            default:
                advance();
                break;
        }
    }

    /// <summary>One synchronous step.</summary>
    public void Step()
    {
        var key = _random.Next(SoakDatabase.Keys);
        var floor = database.Floor(key);
        var fails = _random.Next(10) == 0;
        try
        {
            Check(cache.GetOrCreate(Name(key), () => Load(key, fails), Options(key), Small), key, floor);
        }
        catch (SoakFault fault)
        {
            Assert.That(fault.Key, Is.EqualTo(key));
        }
    }

    /// <summary>Reads every row, once nobody changes any.</summary>
    public async Task ReadAllAsync()
    {
        for (var key = 0; key < SoakDatabase.Keys; key++)
        {
            var name = key;
            var row = await cache.GetOrCreateAsync(
                Name(key),
                _ => Task.FromResult(Load(name, false)),
                Options(key),
                Small
            );
            Assert.That(row, Is.EqualTo(database.Read(key)));
        }
    }

    private async Task ReadAsync(int key)
    {
        var floor = database.Floor(key);
        var (fails, yields) = (_random.Next(10) == 0, _random.Next(4));
        using var cancellation = _random.Next(10) == 0 ? new CancellationTokenSource() : null;
        var token = cancellation?.Token ?? default;
        var call = cache
            .GetOrCreateAsync(Name(key), own => LoadAsync(key, fails, yields, own), Options(key), Small, token)
            .AsTask();
        if (cancellation is not null)
        {
            await Task.Yield();
            await cancellation.CancelAsync();
        }

        try
        {
            Check(await call, key, floor);
        }
        catch (SoakFault fault)
        {
            Assert.That(fault.Key, Is.EqualTo(key));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested) { }
    }

    // These are never invalidated and don't expire: whatever was loaded once is there.
    private async Task ReadLastingAsync(int key)
    {
        var rows = database.Rows;
        var fails = _random.Next(10) == 0;
        try
        {
            var row = await cache.GetOrCreateAsync(
                $"{rows.Number}:{key}",
                async own =>
                {
                    var loaded = await LoadAsync(key, fails, 1, own);
                    rows.Loaded(key);
                    return loaded;
                },
                new() { Ttl = Forever },
                Lasting
            );
            Check(row, key, 0);
        }
        catch (SoakFault fault)
        {
            Assert.That(fault.Key, Is.EqualTo(key));
        }

        Assert.That(rows.Most, Is.LessThanOrEqualTo(1), "a value was lost: it was loaded again");
    }

    private async Task InvalidateAsync(SoakRow row)
    {
        switch (_random.Next(100))
        {
            case < 40:
                await cache.DeleteAsync(Name(row.Key), Small);
                break;
            case < 65:
                await cache.InvalidateTagsAsync([$"tag:{row.Key}"], Small);
                break;
            case < 75:
                await cache.InvalidatePatternAsync($"*:{row.Key}", Small);
                break;
            case < 80:
                await cache.ClearAsync(Small);
                break;
            default:
                await cache.SetAsync(Name(row.Key), row, TimeSpan.FromMinutes(1), [$"tag:{row.Key}"], Small);
                break;
        }
    }

    private async Task<SoakRow> LoadAsync(int key, bool fails, int yields, CancellationToken token)
    {
        var row = Load(key, fails: false);
        for (var i = 0; i < yields; i++)
        {
            await Task.Yield();
            token.ThrowIfCancellationRequested();
        }

        return fails ? throw new SoakFault(key) : row;
    }

    private SoakRow Load(int key, bool fails)
    {
        var row = database.Read(key);
        Thread.Yield();
        return fails ? throw new SoakFault(key) : row;
    }

    private static void Check(SoakRow row, int key, long floor)
    {
        if (row.Key != key || row.Version < floor)
        {
            Assert.Fail($"{row} for {key}, after version {floor} was acknowledged");
        }
    }

    private static string Name(int key) => $"row:{key}";

    private static CacheLoadOptions Options(int key) => new() { Ttl = TimeSpan.FromMinutes(1), Tags = [$"tag:{key}"] };
}
