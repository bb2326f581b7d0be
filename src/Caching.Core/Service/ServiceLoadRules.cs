namespace Caching;

/// <summary>Stores as <see cref="CacheLoadOptions"/> say.</summary>
internal sealed class ServiceLoadRules<T>(CacheLoadOptions options, TimeSpan defaultTtl) : LoadRules<T>
{
    public override StoreDecision Decide(T value) =>
        value is null && !options.CacheNull ? default : new(true, options.Ttl ?? defaultTtl, options.Tags);
}
