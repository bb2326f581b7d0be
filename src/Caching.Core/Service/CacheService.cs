namespace Caching;

/// <summary>The one implementation of <see cref="ICacheService"/>: names, prefixes and checks, then the region does it.</summary>
internal sealed class CacheService(
    CacheManager manager,
    ApplicationPrefix prefix,
    ServiceLifetimes lifetimes,
    ServiceRequests requests,
    ServiceReloads reloads,
    Action clearMemoized
) : ICacheService
{
    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) =>
        manager.InitializeAsync(cancellationToken);

    public ValueTask ShutdownAsync(CancellationToken cancellationToken = default) =>
        manager.ShutdownAsync(cancellationToken);

    public async ValueTask<CacheLookup<T>> GetAsync<T>(
        string key,
        string? backend = null,
        CancellationToken cancellationToken = default
    )
    {
        var region = manager.Region(backend);
        var probe = region.IsHidden(CallModes.Current)
            ? default
            : await region.LookUpAsync<T>(prefix.Key(key), cancellationToken).ConfigureAwait(false);
        return requests.Metrics(region).Count(probe.Lookup);
    }

    public async ValueTask<T> GetOrDefaultAsync<T>(
        string key,
        T defaultValue,
        string? backend = null,
        CancellationToken cancellationToken = default
    )
    {
        var lookup = await GetAsync<T>(key, backend, cancellationToken).ConfigureAwait(false);
        return lookup.TryGet(out var value) ? value : defaultValue;
    }

    public ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        TimeSpan? ttl = null,
        IReadOnlyCollection<string>? tags = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) =>
        manager
            .RegionFor<T>(backend, "set", key)
            .SetAsync(prefix.Key(key), value, lifetimes.Options(ttl, tags), cancellationToken);

    public ValueTask<bool> SetAsync<T>(
        string key,
        T value,
        CacheLoadOptions options,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) =>
        manager
            .RegionFor<T>(backend, "set", key)
            .WriteAsync(prefix.Key(key), value, lifetimes.Decide(value, options), cancellationToken);

    public async ValueTask<bool> DeleteAsync(
        string key,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) =>
        await manager
            .Region(backend)
            .InvalidateAsync([Invalidation.Key(prefix.Key(key))], cancellationToken)
            .ConfigureAwait(false) > 0;

    public ValueTask<bool> ExistsAsync(
        string key,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) =>
        manager
            .Region(backend)
            .Guard.RunAsync(
                BackendOperation.Exists,
                prefix.Key(key),
                static (store, name, token) => store.ExistsAsync(name, token),
                false,
                cancellationToken
            );

    public ValueTask ClearAsync(string? backend = null, CancellationToken cancellationToken = default) =>
        ClearAsync(progress: null, backend, cancellationToken);

    public async ValueTask ClearAsync(
        IProgress<long>? progress,
        string? backend = null,
        CancellationToken cancellationToken = default
    )
    {
        ClearMemoized(backend);
        await manager
            .Region(backend)
            .InvalidateAsync(Invalidation.All, progress, cancellationToken)
            .ConfigureAwait(false);
    }

    public ValueTask<long> InvalidatePatternAsync(
        string pattern,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) => InvalidatePatternAsync(pattern, progress: null, backend, cancellationToken);

    public ValueTask<long> InvalidatePatternAsync(
        string pattern,
        IProgress<long>? progress,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) =>
        manager
            .Region(backend)
            .InvalidateAsync(Invalidation.Pattern(prefix.Pattern(pattern)), progress, cancellationToken);

    public async ValueTask InvalidateTagsAsync(
        IReadOnlyCollection<string> tags,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) =>
        await manager
            .Region(backend)
            .InvalidateAsync([.. Guard.Tags(tags).Select(Invalidation.Tag)], cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<IReadOnlyDictionary<string, T>> GetManyAsync<T>(
        IReadOnlyCollection<string> keys,
        string? backend = null,
        CancellationToken cancellationToken = default
    )
    {
        var names = Guard.Keys(keys).Distinct().ToDictionary(prefix.Key);
        var region = manager.Region(backend);
        if (region.IsHidden(CallModes.Current))
        {
            return new Dictionary<string, T>();
        }

        var hits = await region
            .Guard.RunAsync<string[], IReadOnlyDictionary<string, T>>(
                BackendOperation.GetMany,
                [.. names.Keys],
                static (store, wanted, token) => store.GetManyAsync<T>(wanted, token),
                new Dictionary<string, T>(),
                cancellationToken
            )
            .ConfigureAwait(false);
        return hits.ToDictionary(hit => names[hit.Key], hit => hit.Value);
    }

    public async ValueTask<bool> SetManyAsync<T>(
        IReadOnlyDictionary<string, T> entries,
        TimeSpan? ttl = null,
        IReadOnlyCollection<string>? tags = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(entries);
        var named = entries.ToDictionary(entry => prefix.Key(entry.Key), entry => entry.Value);
        return await manager
            .RegionFor<T>(backend, "set", null)
            .SetManyAsync(named, lifetimes.Options(ttl, tags), cancellationToken)
            .ConfigureAwait(false);
    }

    public ValueTask<long> DeleteManyAsync(
        IReadOnlyCollection<string> keys,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) =>
        manager
            .Region(backend)
            .InvalidateAsync(
                [.. Guard.Keys(keys).Distinct().Select(key => Invalidation.Key(prefix.Key(key)))],
                cancellationToken
            );

    public ValueTask<long> IncrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) =>
        manager
            .Region(backend)
            .IncrementAsync(
                prefix.Key(key),
                amount,
                initialValue,
                ttl is { } span ? Guard.Ttl(span, nameof(ttl)) : null,
                cancellationToken
            );

    public ValueTask<long> DecrementAsync(
        string key,
        long amount = 1,
        long initialValue = 0,
        TimeSpan? ttl = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    ) => IncrementAsync(key, Guard.Negated(amount), initialValue, ttl, backend, cancellationToken);

    public ValueTask<T> GetOrCreateAsync<T>(
        string key,
        Func<CancellationToken, Task<T>> load,
        CacheLoadOptions? options = null,
        string? backend = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(load);
        var region = manager.RegionFor<T>(backend, "load", key);
        var request = requests.Of<T>(region, key, options, ReturnShape.TaskOfT, cancellationToken);
        request = reloads.Of(request, region, options, load);
        return region.GetOrLoadAsync(request, new DelegateTarget<T>(load, cancellationToken));
    }

    public T GetOrCreate<T>(string key, Func<T> load, CacheLoadOptions? options = null, string? backend = null)
    {
        ArgumentNullException.ThrowIfNull(load);
        var region = manager.RegionFor<T>(backend, "load", key);
        var request = requests.Of<T>(region, key, options, ReturnShape.Value, CancellationToken.None);
        request = reloads.Of(request, region, options, load);
        return region.GetOrLoad(request, new SyncDelegateTarget<T>(load));
    }

    public CacheLookup<T> Get<T>(string key, string? backend = null)
    {
        var region = manager.Region(backend);
        return requests
            .Metrics(region)
            .Count(region.IsHidden(CallModes.Current) ? default : region.LookUp<T>(prefix.Key(key)).Lookup);
    }

    public bool Set<T>(
        string key,
        T value,
        TimeSpan? ttl = null,
        IReadOnlyCollection<string>? tags = null,
        string? backend = null
    ) => manager.RegionFor<T>(backend, "set", key).Set(prefix.Key(key), value, lifetimes.Options(ttl, tags));

    public bool Set<T>(string key, T value, CacheLoadOptions options, string? backend = null) =>
        manager.RegionFor<T>(backend, "set", key).Write(prefix.Key(key), value, lifetimes.Decide(value, options));

    public bool Delete(string key, string? backend = null) =>
        manager.Region(backend).Invalidate([Invalidation.Key(prefix.Key(key))]) > 0;

    public long InvalidatePattern(string pattern, string? backend = null) =>
        manager.Region(backend).Invalidate([Invalidation.Pattern(prefix.Pattern(pattern))]);

    public void InvalidateTags(IReadOnlyCollection<string> tags, string? backend = null) =>
        manager.Region(backend).Invalidate([.. Guard.Tags(tags).Select(Invalidation.Tag)]);

    public void Clear(string? backend = null)
    {
        ClearMemoized(backend);
        manager.Region(backend).Invalidate([Invalidation.All]);
    }

    public CacheUnitOfWork Defer() => new();

    private void ClearMemoized(string? backend)
    {
        if (backend is null)
        {
            clearMemoized();
        }
    }
}
