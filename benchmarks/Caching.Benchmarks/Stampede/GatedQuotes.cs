using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Stampede;

/// <summary>A service that answers only once every caller is there, and counts how often it is asked.</summary>
public sealed class GatedQuotes : IQuotes
{
    private static readonly Quote Only = new(7, 9.99m);
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public void Close() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.SetResult();

    public async Task<Quote> LatestAsync(int product)
    {
        Interlocked.Increment(ref _calls);
        await _gate.Task;
        return Only;
    }

    public Task<Quote> FindAsync(int product, string currency, bool live) => LatestAsync(product);

    public ValueTask<Quote> LatestValueAsync(int product) => new(LatestAsync(product));

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) => new(LatestAsync(product));

    public Quote Latest(int product) => Only;

    public Quote Find(int product, string currency, bool live) => Only;
}
