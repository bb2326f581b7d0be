namespace Caching;

/// <summary>One caller's wish for the value of a key.</summary>
/// <param name="Key">The key as the backend sees it.</param>
/// <param name="Shape">The shape in which the stored value will be returned.</param>
/// <param name="KnownTags">The tags that are known before the load.</param>
/// <param name="Rules">What to do with the loaded value; <see langword="null"/> when it can't be stored.</param>
/// <param name="Metrics">Where the call is counted.</param>
/// <param name="Token">The caller's own token.</param>
internal record LoadRequest<T>(
    string Key,
    ReturnShape Shape,
    IReadOnlyCollection<string>? KnownTags,
    LoadRules<T> Rules,
    CallMetrics Metrics,
    CancellationToken Token
)
{
    /// <summary>Gets what the caller's scopes say.</summary>
    public CallMode Mode { get; init; } = CallModes.Current;

    /// <summary>Gets whether the hit path has just looked in vain: boarding looks again, under the lock, before it loads.</summary>
    public bool HasMissed { get; init; }

    /// <summary>Gets whether the call fails, instead of loading, where the backend gives no answer.</summary>
    public bool FailClosed { get; init; }

    /// <summary>Gets whether a hit extends the entry, which a backend elsewhere has to be told.</summary>
    public bool Slides { get; init; }

    /// <summary>Gets what a load does when it fails or takes long; <see langword="null"/> for nothing.</summary>
    public FailSafe? FailSafe { get; init; }

    /// <summary>Gets whether it can be made again in the background; then it is a <see cref="ReloadableRequest{T}"/>.</summary>
    public bool IsReloadable { get; init; }

    /// <summary>Gets whether it is no caller's: it loads whatever is stored, and its failure is nobody's.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Sees the hit that answers the call past the shortest way.</summary>
    public void Hit(DateTimeOffset? storedAt)
    {
        Metrics.Hit();
        if (IsReloadable)
        {
            ((ReloadableRequest<T>)this).SeeHit(storedAt);
        }
    }
}
