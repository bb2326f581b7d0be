using System.Collections.Concurrent;

namespace Caching.Redis.Tests.Faults;

/// <summary>The origin: it counts its calls, and knows what is right.</summary>
internal sealed class Stock : IStock
{
    private readonly ConcurrentDictionary<int, long> _versions = [];
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Gets or sets what a load waits for once it has read.</summary>
    public Func<int, Task> AfterReading { get; set; } = static _ => Task.CompletedTask;

    public long VersionOf(int id) => _versions.GetValueOrDefault(id);

    public async Task<Offer> OfferAsync(int id)
    {
        var read = Offer(id);
        await AfterReading(id);
        return read;
    }

    public Offer Offer(int id)
    {
        Interlocked.Increment(ref _calls);
        var version = VersionOf(id);
        return new(id, version, $"offer {id} in version {version}");
    }

    public Task<Offer> ClosedAsync(int id) => Task.FromResult(Offer(id));

    public Offer Closed(int id) => Offer(id);

    public Task ChangeByTagAsync(int id) => CommitAsync(id);

    public Task ChangeByKeyAsync(int id) => CommitAsync(id);

    public Task ChangeByPatternAsync(int id) => CommitAsync(id);

    public void Change(int id) => _versions.AddOrUpdate(id, 1, static (_, version) => version + 1);

    private Task CommitAsync(int id)
    {
        Change(id);
        return Task.CompletedTask;
    }
}
