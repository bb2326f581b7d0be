using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Redis;

/// <summary>The service behind the proxy, which counts how often it is asked.</summary>
internal sealed class RemoteQuotes : IRemoteQuotes
{
    private int _calls;

    public int Calls => _calls;

    public Task<Quote> GetAsync(int product)
    {
        Interlocked.Increment(ref _calls);
        return Task.FromResult(new Quote(product, product / 100m));
    }
}
