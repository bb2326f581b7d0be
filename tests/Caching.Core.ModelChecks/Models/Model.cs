using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.ModelChecks.Models;

/// <summary>A cache over one row of a database, with what its callers were promised about it.</summary>
/// <remarks>The model checker runs one step at a time, so plain fields do.</remarks>
internal sealed class Model : IDisposable
{
    public const string Key = "k";

    public static readonly TimeSpan Ttl = TimeSpan.FromMinutes(1);

    private const string Tag = "t";

    private static readonly CacheLoadOptions Options = new() { Ttl = Ttl, Tags = [Tag] };

    private static readonly CallMetrics Metrics = new("memory", "model", TimeProvider.System);

    private readonly CachingRuntime _runtime;
    private int _row = 1;
    private int _acknowledged = 1;
    private int _changes;
    private int _running;
    private int _runningSync;

    public Model()
    {
        _runtime = new(new CachingBuilder().UseMemory().DefaultTtl(Ttl).UseTimeProvider(Time).Freeze());
    }

    public FakeTimeProvider Time { get; } = new();

    public ICacheService Cache => _runtime.Service;

    /// <summary>Gets how many loads were begun.</summary>
    public int Loads { get; private set; }

    /// <summary>Gets how many flights are in the air.</summary>
    public int Flights => Region.Flights.Count;

    private CacheRegion Region => ((CacheManager)_runtime.Manager).Region(null);

    public static void Promise(bool kept, string promise) => Specification.Assert(kept, promise);

    /// <summary>Waits for each: the checker controls no other way of waiting for all.</summary>
    public static async Task AllAsync(params Task[] tasks)
    {
        foreach (var task in tasks)
        {
            await task;
        }
    }

    public async Task<int> ReadAsync(CancellationToken token = default)
    {
        var floor = _acknowledged;
        var row = await Cache.GetOrCreateAsync(Key, LoadAsync, Options, cancellationToken: token);
        Promise(row >= floor, $"row {row} was served after row {floor} was acknowledged");
        return row;
    }

    public int Read()
    {
        var floor = _acknowledged;
        var row = Cache.GetOrCreate(Key, Load, Options);
        Promise(row >= floor, $"row {row} was served after row {floor} was acknowledged");
        return row;
    }

    /// <summary>As <see cref="ReadAsync"/>, but only the result tells its tag.</summary>
    public async Task<int> ReadTaggedByResultAsync()
    {
        var floor = _acknowledged;
        var request = new LoadRequest<int>("r", ReturnShape.TaskOfT, null, new TaggedByResult(), Metrics, default);
        var row = await Region.GetOrLoadAsync(request, new DelegateTarget<int>(LoadAsync, default));
        Promise(row >= floor, $"row {row} was served after row {floor} was acknowledged");
        return row;
    }

    /// <summary>Changes the row, then invalidates it.</summary>
    public async Task InvalidateAsync(string way)
    {
        var row = Change();
        await (
            way switch
            {
                "key" => Cache.DeleteAsync(Key).AsTask(),
                "tag" => Cache.InvalidateTagsAsync([Tag]).AsTask(),
                "pattern" => Cache.InvalidatePatternAsync("?").AsTask(),
                _ => Cache.ClearAsync().AsTask(),
            }
        );
        _acknowledged = row;
    }

    /// <summary>As <see cref="InvalidateAsync"/>, synchronously.</summary>
    public void Invalidate(string way)
    {
        var row = Change();
        switch (way)
        {
            case "key":
                Cache.Delete(Key);
                break;
            case "tag":
                Cache.InvalidateTags([Tag]);
                break;
            case "pattern":
                Cache.InvalidatePattern("?");
                break;
            default:
                Cache.Clear();
                break;
        }

        _acknowledged = row;
    }

    /// <summary>Changes the row, then writes it into the cache.</summary>
    public async Task WriteAsync()
    {
        var row = Change();
        await Cache.SetAsync(Key, row, Ttl, [Tag]);
        _acknowledged = row;
    }

    /// <summary>Changes the row without telling the cache.</summary>
    public void ChangeSilently() => _row++;

    /// <summary>Lets as much time pass as an entry lives.</summary>
    public void LetExpire()
    {
        var row = _row;
        Time.Advance(Ttl);
        _acknowledged = row;
    }

    /// <summary>Promises what holds once everybody has gone.</summary>
    public async Task EndAsync()
    {
        Promise(Flights == 0, $"{Flights} flights never landed");
        await ReadAsync();
        var loads = Loads;
        await ReadAsync();
        Promise(Loads == loads, "what was loaded isn't there any more");
        Promise(Flights == 0, $"{Flights} flights never landed");
    }

    public void Dispose() => _runtime.Dispose();

    private int Change()
    {
        _changes++;
        SchedulingPoint.Interleave();
        return ++_row;
    }

    private async Task<int> LoadAsync(CancellationToken token)
    {
        Loads++;
        Promise(++_running <= 1 + _changes, "two asynchronous loads of a key at once");
        try
        {
            var row = _row;
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            return row;
        }
        finally
        {
            _running--;
        }
    }

    private int Load()
    {
        Loads++;
        Promise(++_runningSync <= 1 + _changes, "two synchronous loads of a key at once");
        try
        {
            var row = _row;
            SchedulingPoint.Interleave();
            return row;
        }
        finally
        {
            _runningSync--;
        }
    }

    private sealed class TaggedByResult : LoadRules<int>
    {
        public override StoreDecision Decide(int value) => new(true, Ttl, [Tag]);
    }
}
