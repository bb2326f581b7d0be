namespace Caching.Redis;

/// <summary>Stores in Redis, shared by all processes of an application.</summary>
/// <remarks>
/// Thread-safe. Connects when it is first used. A store that carries a position is refused when anything that concerns
/// it was invalidated since, by any process: see README.md in the folder Fence.
/// </remarks>
internal sealed class RedisCacheBackend : IFencedCacheBackend, IAsyncDisposable
{
    private readonly RedisCacheOptions _options;
    private readonly RedisConnector _connector;
    private readonly RedisEntries _entries;
    private readonly RedisCounters _counters;
    private readonly RedisInvalidations _invalidations;
    private readonly RedisHolds _holds;
    private readonly RecentInvalidations _recent;
    private readonly Housekeeper _housekeeper;
    private readonly RedisReport _report;

    /// <param name="source">Where the connection comes from.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="context">What it gets to know of its container.</param>
    /// <param name="scripts">The dialects to try; left out, those that are known.</param>
    public RedisCacheBackend(
        IMultiplexerSource source,
        RedisCacheOptions options,
        CacheBackendContext context,
        IReadOnlyList<RedisScripts>? scripts = null
    )
    {
        var (name, prefix, time, loggers) = context;
        var logger = loggers.CreateLogger("Caching.Redis");
        var failures = new RedisFailures(name, time, options.Budget);
        var handshake = new Handshake(name, prefix, scripts ?? RedisScripts.Dialects, options, time);
        var fence = new FenceCalls(options, time);
        var epoch = new PrimaryEpoch();
        _options = options;
        _connector = new RedisConnector(source, handshake, failures, options.Budget, time);
        var calls = new RedisCalls(name, _connector, failures, options, time);
        _report = new RedisReport(_connector, name, logger);
        _entries = new RedisEntries(
            calls,
            fence,
            new EntryCodec(options.Serializer, options.Compression, options.MaxPayload, time),
            epoch,
            new Undecodables(name)
        );
        _counters = new RedisCounters(calls, fence);
        _recent = new RecentInvalidations(options.ReplayWindow, time);
        _invalidations = new RedisInvalidations(calls, fence, new KeyScan(calls, name), _recent);
        _holds = new RedisHolds(calls, new HoldCalls(options));
        _housekeeper = new Housekeeper(
            calls,
            new PrimaryWatch(calls),
            epoch,
            _recent,
            new OwedInvalidations(_invalidations, _holds),
            new Collector(calls, handshake, name, time),
            options,
            name,
            time,
            logger
        );
        _connector.Connected = _housekeeper.Start;
        calls.Damaged = _housekeeper.Repair;
    }

    public TimeSpan? MaxTtl => _options.MaxTtl;

    public CachingProblem? Check(Type type) => _options.Serializer.Check(type);

    public string Describe() => _report.Describe();

    public override string ToString() => Describe();

    public async ValueTask InitializeAsync(CancellationToken cancellationToken = default) =>
        await _connector.ConnectAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask ShutdownAsync(CancellationToken cancellationToken = default)
    {
        _housekeeper.Dispose();
        await _connector.CloseAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ShutdownAsync();

    public async ValueTask<CacheLookup<T>> GetAsync<T>(string key, CancellationToken cancellationToken = default)
    {
        var found = await _entries.LookUpAsync<T>(Guard.Key(key), cancellationToken).ConfigureAwait(false);
        return found.IsHit ? found : found.At(await _entries.BeginAsync(key, cancellationToken).ConfigureAwait(false));
    }

    public CacheLookup<T> Get<T>(string key)
    {
        var found = LookUp<T>(key, slides: false);
        return found.IsHit ? found : found.At(_entries.Begin(key));
    }

    public Task SendLookUpAsync<T>(string key, bool slides, CancellationToken cancellationToken) =>
        _entries.SendLookUpAsync(Guard.Key(key), slides, cancellationToken);

    public CacheLookup<T> ReceiveLookUp<T>(string key, Task sent, long begun) =>
        _entries.ReceiveLookUp<T>(key, sent, begun);

    public CacheLookup<T> LookUp<T>(string key, bool slides) => _entries.LookUp<T>(Guard.Key(key), slides);

    public ValueTask<CacheMark> BeginAsync(string key, CancellationToken cancellationToken) =>
        _entries.BeginAsync(key, cancellationToken);

    public CacheMark Begin(string key) => _entries.Begin(key);

    public ValueTask<bool> CheckAsync(string key, CacheEntryOptions options, CancellationToken cancellationToken) =>
        _entries.CheckAsync(key, options, cancellationToken);

    public bool Check(string key, CacheEntryOptions options) => _entries.Check(key, options);

    public async ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    ) => await StoreAsync(key, value, options, cancellationToken).ConfigureAwait(false) == Verdict.Stored;

    public bool Set<T>(string key, T value, CacheEntryOptions options = default) =>
        Store(key, value, options) == Verdict.Stored;

    public async ValueTask<Verdict> StoreAsync<T>(
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        Note(Guard.Key(key), options);
        var verdict = await _entries.SetAsync(key, value, options, cancellationToken).ConfigureAwait(false);
        NoteWrite(key, options);
        return verdict;
    }

    public Verdict Store<T>(string key, T value, CacheEntryOptions options)
    {
        Note(Guard.Key(key), options);
        var verdict = _entries.Set(key, value, options);
        NoteWrite(key, options);
        return verdict;
    }

    public ValueTask HoldAsync(IReadOnlyCollection<Invalidation> held, CancellationToken cancellationToken)
    {
        _recent.Note(held);
        return _holds.HoldAsync(held, cancellationToken);
    }

    public void Hold(IReadOnlyCollection<Invalidation> held)
    {
        _recent.Note(held);
        _holds.Hold(held);
    }

    public async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default) =>
        await DeleteManyAsync([Guard.Key(key)], cancellationToken).ConfigureAwait(false) > 0;

    public bool Delete(string key)
    {
        var removed = _invalidations.Delete([Guard.Key(key)]);
        _recent.Note(Invalidation.Key(key));
        return removed > 0;
    }

    public ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default) =>
        _entries.ExistsAsync(Guard.Key(key), cancellationToken);

    public ValueTask ClearAsync(CancellationToken cancellationToken = default) => ClearAsync(null, cancellationToken);

    public async ValueTask ClearAsync(IProgress<long>? progress, CancellationToken cancellationToken = default)
    {
        await _invalidations.InvalidatePatternAsync("*", progress, cancellationToken).ConfigureAwait(false);
        _recent.Note(Invalidation.All);
    }

    public void Clear()
    {
        _invalidations.InvalidatePattern("*");
        _recent.Note(Invalidation.All);
    }

    public ValueTask<long> InvalidatePatternAsync(string pattern, CancellationToken cancellationToken = default) =>
        InvalidatePatternAsync(pattern, null, cancellationToken);

    public async ValueTask<long> InvalidatePatternAsync(
        string pattern,
        IProgress<long>? progress,
        CancellationToken cancellationToken = default
    )
    {
        var removed = await _invalidations
            .InvalidatePatternAsync(Guard.Pattern(pattern), progress, cancellationToken)
            .ConfigureAwait(false);
        _recent.Note(Invalidation.Pattern(pattern));
        return removed;
    }

    public long InvalidatePattern(string pattern)
    {
        var removed = _invalidations.InvalidatePattern(Guard.Pattern(pattern));
        _recent.Note(Invalidation.Pattern(pattern));
        return removed;
    }

    public async ValueTask InvalidateTagsAsync(
        IReadOnlyCollection<string> tags,
        CancellationToken cancellationToken = default
    )
    {
        await _invalidations.InvalidateTagsAsync(Guard.Tags(tags), cancellationToken).ConfigureAwait(false);
        _recent.Note(tags.Select(Invalidation.Tag));
    }

    public void InvalidateTags(IReadOnlyCollection<string> tags)
    {
        _invalidations.InvalidateTags(Guard.Tags(tags));
        _recent.Note(tags.Select(Invalidation.Tag));
    }

    public ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    ) => _entries.LookUpManyAsync<T>(Guard.Keys(keys), cancellationToken);

    public async ValueTask SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        CacheEntryOptions options = default,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(entries);
        Guard.Keys([.. entries.Keys], nameof(entries));
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var some in entries.Chunk(RedisEntries.Pipeline))
        {
            await Task.WhenAll(
                    some.Select(entry => SetAsync(entry.Key, entry.Value, options, cancellationToken).AsTask())
                )
                .ConfigureAwait(false);
        }
    }

    public async ValueTask<long> DeleteManyAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken = default
    )
    {
        var removed = await _invalidations.DeleteAsync(Guard.Keys(keys), cancellationToken).ConfigureAwait(false);
        _recent.Note(keys.Select(Invalidation.Key));
        return removed;
    }

    public ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => _counters.IncrementAsync(Guard.Key(key), amount, initialValue, Checked(ttl), cancellationToken);

    public ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        CancellationToken cancellationToken = default
    ) => IncrementAsync(key, Guard.Negated(amount), initialValue, ttl, cancellationToken);

    public long Increment(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null) =>
        _counters.Increment(Guard.Key(key), amount, initialValue, Checked(ttl));

    public long Decrement(string key, long amount = 1, long initialValue = 0, TimeSpan? ttl = null) =>
        Increment(key, Guard.Negated(amount), initialValue, ttl);

    private static TimeSpan? Checked(TimeSpan? ttl) => ttl is { } span ? Guard.Ttl(span, nameof(ttl)) : null;

    private void Note(string key, CacheEntryOptions options)
    {
        if (options.Tags is { } tags)
        {
            _report.NoteTags(Guard.Tags(tags));
        }
    }

    // A write that a promoted replica doesn't know of would leave the value before it.
    private void NoteWrite(string key, CacheEntryOptions options)
    {
        if (!options.Since.IsSet)
        {
            _recent.Note(Invalidation.Key(key));
        }
    }
}
