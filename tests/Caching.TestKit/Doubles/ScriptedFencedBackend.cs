using System.Collections.Concurrent;

namespace Caching.TestKit.Doubles;

/// <summary>A backend that tells positions apart from look-ups, as one beside the process does.</summary>
/// <remarks>Its own operations are called look up, begin and check. Its positions are those of a memory backend.</remarks>
/// <param name="timeProvider">Where its time comes from.</param>
public sealed class ScriptedFencedBackend(TimeProvider? timeProvider = null)
    : ScriptedSyncBackend(timeProvider, checksPositions: true),
        IFencedCacheBackend
{
    private readonly ConcurrentQueue<string> _held = new();

    /// <summary>Gets or sets whether it knows the position that it is asked for.</summary>
    public bool HasPositions { get; set; } = true;

    /// <summary>Gets or sets whether it says of what it is asked to store that it is held.</summary>
    public bool HoldsStores { get; set; }

    /// <summary>Gets what it was told to hold, each with its time.</summary>
    public IReadOnlyCollection<string> Held => _held;

    public Task SendLookUpAsync<T>(string key, bool slides, CancellationToken cancellationToken) =>
        Script
            .RunAsync("look up", async () => WithoutPosition(await Inner.GetAsync<T>(key, cancellationToken)))
            .AsTask();

    public CacheLookup<T> ReceiveLookUp<T>(string key, Task sent, long begun) =>
        ((Task<CacheLookup<T>>)sent).GetAwaiter().GetResult();

    public ValueTask<CacheMark> BeginAsync(string key, CancellationToken cancellationToken) =>
        Script.RunAsync(
            "begin",
            () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return ValueTask.FromResult(Position());
            }
        );

    public ValueTask<bool> CheckAsync(string key, CacheEntryOptions options, CancellationToken cancellationToken) =>
        Script.RunAsync("check", () => ValueTask.FromResult(IsFresh(key, options)));

    public CacheLookup<T> LookUp<T>(string key, bool slides) =>
        Script.Run("look up", () => WithoutPosition(Inner.Get<T>(key)));

    public CacheMark Begin(string key) => Script.Run("begin", Position);

    public bool Check(string key, CacheEntryOptions options) => Script.Run("check", () => IsFresh(key, options));

    async ValueTask<Verdict> IFencedCacheBackend.StoreAsync<T>(
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    ) =>
        HoldsStores
            ? await Script.RunAsync("set", () => ValueTask.FromResult(OfHeld(key, options)))
            : OfStore(await SetAsync(key, value, options, cancellationToken));

    Verdict IFencedCacheBackend.Store<T>(string key, T value, CacheEntryOptions options) =>
        HoldsStores ? Script.Run("set", () => OfHeld(key, options)) : OfStore(Set(key, value, options));

    async ValueTask IFencedCacheBackend.HoldAsync(
        IReadOnlyCollection<Invalidation> held,
        CancellationToken cancellationToken
    ) => await Script.RunAsync("hold", () => ValueTask.FromResult(Remember(held)));

    void IFencedCacheBackend.Hold(IReadOnlyCollection<Invalidation> held) => Script.Run("hold", () => Remember(held));

    private static Verdict OfStore(bool isStored) => isStored ? Verdict.Stored : Verdict.Refused;

    private Verdict OfHeld(string key, CacheEntryOptions options) =>
        IsFresh(key, options) ? Verdict.Held : Verdict.Refused;

    private bool Remember(IReadOnlyCollection<Invalidation> held)
    {
        foreach (var one in held)
        {
            _held.Enqueue($"{one.Kind} {one.Subject} {one.FenceFor}");
        }

        return true;
    }

    private static CacheLookup<T> WithoutPosition<T>(CacheLookup<T> found) =>
        found.TryGet(out var value) ? CacheLookup<T>.Hit(value)
        : found.TryGetStale(out var last) ? CacheLookup<T>.Stale(last)
        : default;

    private CacheMark Position() => HasPositions ? new(Inner.Store.Fence.Number) : default;

    private bool IsFresh(string key, CacheEntryOptions options)
    {
        var fence = Inner.Store.Fence;
        lock (fence.Gate)
        {
            var tags = fence.Tags.GetOrAdd_NeedsLock(options.Tags);
            return fence.LatestMark_NeedsLock(options.Since.Number, key, tags) == 0;
        }
    }
}
