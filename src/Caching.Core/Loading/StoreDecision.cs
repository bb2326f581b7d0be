namespace Caching;

/// <summary>Whether, how long and under which tags a loaded value is stored; the default value doesn't store.</summary>
internal readonly record struct StoreDecision(bool Store, TimeSpan? Ttl, IReadOnlyCollection<string>? Tags);
