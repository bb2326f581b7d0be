namespace Caching;

/// <summary>One load of a key that no caller waits for, with its deadline; the flow of control inside it carries it.</summary>
/// <remarks>
/// The call that it makes passes the cache as any call does. There it is known by region and key, and loads and publishes
/// where another call would hit. Only once: a load that asks for its own key gets what every caller gets.
/// </remarks>
internal sealed class BackgroundLoad(CacheRegion region, string key, CancellationTokenSource deadline)
{
    private static readonly AsyncLocal<BackgroundLoad?> Ambient = new();

    private Task _call = Task.CompletedTask;
    private int _isClaimed;

    public CacheRegion Region { get; } = region;

    public string Key { get; } = key;

    /// <summary>Gets the token of the load, which takes the place of the caller's.</summary>
    public CancellationToken Token { get; } = deadline.Token;

    public CancellationTokenSource Deadline { get; } = deadline;

    /// <summary>Gets or sets what was decided about the loaded value; <see langword="null"/> without one.</summary>
    public StoreDecision? Decision { get; set; }

    /// <summary>Gets or sets whether the service couldn't be resolved, so that nothing was called.</summary>
    public bool IsUnresolved { get; set; }

    /// <summary>Gets or sets whether it was cancelled because what it belongs to ends.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Whether the flow of control is that of the load of a key, which hasn't begun yet.</summary>
    public static bool IsDueFor(CacheRegion region, string key) => Find(region, key) is { _isClaimed: 0 };

    /// <summary>Finds the load of a key that the flow of control belongs to, for the one call that is to load.</summary>
    public static BackgroundLoad? Claim(CacheRegion region, string key) =>
        Find(region, key) is { } load && Interlocked.Exchange(ref load._isClaimed, 1) == 0 ? load : null;

    public void Enter() => Ambient.Value = this;

    /// <summary>Waits for a business call until the deadline; the scope of the service waits for its end.</summary>
    public Task<T> AbandonLateAsync<T>(Task<T> call)
    {
        _call = call;
        return call.WaitAsync(Token);
    }

    /// <summary>Ends when the business call has ended, however it did, be it long after the deadline.</summary>
    public async Task WhenCallHasEndedAsync() => await _call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static BackgroundLoad? Find(CacheRegion region, string key) =>
        Ambient.Value is { } load && ReferenceEquals(load.Region, region) && load.Key == key ? load : null;
}
