namespace Caching;

/// <summary>Explicit writes whose lifetime was decided: one that is over already removes what was there before it.</summary>
internal static class DecidedWrites
{
    public static async ValueTask<bool> WriteAsync<T>(
        this CacheRegion region,
        string key,
        T value,
        StoreDecision decision,
        CancellationToken cancellationToken
    )
    {
        if (decision.Store)
        {
            return await region.SetAsync(key, value, decision.Options, cancellationToken).ConfigureAwait(false);
        }

        await region.InvalidateAsync([Invalidation.Key(key)], cancellationToken).ConfigureAwait(false);
        return false;
    }

    public static bool Write<T>(this CacheRegion region, string key, T value, StoreDecision decision)
    {
        if (decision.Store)
        {
            return region.Set(key, value, decision.Options);
        }

        region.Invalidate([Invalidation.Key(key)]);
        return false;
    }
}
