namespace Caching;

/// <summary>Makes the requests of loads by hand.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ServiceRequests(
    ApplicationPrefix prefix,
    ServiceLifetimes lifetimes,
    ServiceFailSafe failSafe,
    TimeProvider time
)
{
    /// <exception cref="CacheOperationException">Thrown when values of the type can't be stored.</exception>
    public LoadRequest<T> Of<T>(
        CacheRegion region,
        string key,
        CacheLoadOptions? options,
        ReturnShape shape,
        CancellationToken cancellationToken
    )
    {
        if (ServiceLoadRules<T>.Refusal is { } refusal)
        {
            throw new CacheOperationException($"The load of \"{key}\" {refusal}", "load", key);
        }

        options ??= CacheLoadOptions.Default;
        var rules = new ServiceLoadRules<T>(options, lifetimes);
        return new(prefix.Key(key), shape, options.Tags, rules, Metrics(region), cancellationToken)
        {
            FailClosed = options.FailClosed,
            Slides = lifetimes.Slides(options),
            FailSafe = failSafe.For(region, key, options, shape),
        };
    }

    public CallMetrics Metrics(CacheRegion region) => new(region.Name, nameof(ICacheService), time);
}
