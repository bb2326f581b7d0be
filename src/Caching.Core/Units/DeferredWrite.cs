namespace Caching;

/// <inheritdoc/>
internal sealed class DeferredWrite<T>(
    CacheRegion region,
    IReadOnlyDictionary<string, T> entries,
    CacheEntryOptions options
) : DeferredWork(region)
{
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
