namespace Caching;

/// <inheritdoc/>
internal sealed class DeferredWrite<T>(
    CacheRegion region,
    IReadOnlyDictionary<string, T> entries,
    CacheEntryOptions options
) : DeferredWork(region)
{
    /// <summary>An invalidation: what was to be written may never be true.</summary>
    public override DeferredInvalidation InDoubt() =>
        new DeferredInvalidation(Region, [.. entries.Keys.Select(Invalidation.Key)]).InDoubt();

    protected override void Run()
    {
        foreach (var (key, value) in entries)
        {
            Region.Set(key, value, options);
        }
    }

    public override async ValueTask RunAsync() =>
        await Region.SetManyAsync(entries, options, CancellationToken.None).ConfigureAwait(false);
}
