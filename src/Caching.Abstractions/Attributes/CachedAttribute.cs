namespace Caching;

/// <summary>Answers calls of a method from the cache and stores what it returns on a miss.</summary>
/// <remarks>
/// The key is made of the interface, the method, the implementation and the arguments. Settings left out come from
/// <see cref="CacheDefaultsAttribute"/>, then from the container. Loads of one key are a single flight.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class CachedAttribute : ReadThroughAttribute;
