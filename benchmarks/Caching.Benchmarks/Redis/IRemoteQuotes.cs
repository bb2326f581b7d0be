using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Redis;

/// <summary>What the proxied service looks like.</summary>
public interface IRemoteQuotes
{
    Task<Quote> GetAsync(int product);
}
