namespace Caching;

/// <summary>One thing to invalidate in a backend; who listens to it doesn't make it another one.</summary>
/// <param name="Kind">What the subject is.</param>
/// <param name="Subject">The key, tag or glob; empty for everything.</param>
internal readonly record struct Invalidation(InvalidationKind Kind, string Subject)
{
    public static readonly Invalidation All = new(InvalidationKind.All, "");

    /// <summary>Gets what is told how many keys are gone so far.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Gets for how long the subject refuses the stores of loads afterwards; <see langword="null"/> takes the container's.</summary>
    public TimeSpan? FenceFor { get; init; }

    /// <summary>Gets whether the subject refuses stores for a while.</summary>
    public bool IsHeld => FenceFor > TimeSpan.Zero;

    public static Invalidation Key(string key) => new(InvalidationKind.Key, key);

    public static Invalidation Tag(string tag) => new(InvalidationKind.Tag, tag);

    public static Invalidation Pattern(string glob) => new(InvalidationKind.Pattern, glob);

    /// <summary>Takes each subject once, held for as long as the longest of its invalidations says.</summary>
    public static IEnumerable<Invalidation> Once(IEnumerable<Invalidation> invalidations) =>
        from invalidation in invalidations
        group invalidation by invalidation into same
        select same.Key with
        {
            FenceFor = same.Max(each => each.FenceFor),
        };

    public bool Equals(Invalidation other) => Kind == other.Kind && Subject == other.Subject;

    public override int GetHashCode() => HashCode.Combine(Kind, Subject);

    public void Mark_NeedsLock(InvalidationFence fence)
    {
        switch (Kind)
        {
            case InvalidationKind.Key:
                fence.MarkKey_NeedsLock(Subject);
                break;
            case InvalidationKind.Tag:
                fence.MarkTag_NeedsLock(Subject);
                break;
            case InvalidationKind.Pattern:
                fence.MarkPattern_NeedsLock(Subject);
                break;
            default:
                fence.MarkAll_NeedsLock();
                break;
        }
    }

    /// <summary>Carries it out; returns how many keys it removed, as far as the backend counts.</summary>
    public async ValueTask<long> RunAsync(ICacheBackend backend, CancellationToken cancellationToken)
    {
        switch (Kind)
        {
            case InvalidationKind.Key:
                return await backend.DeleteAsync(Subject, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            case InvalidationKind.Pattern:
                return await backend.InvalidatePatternAsync(Subject, Progress, cancellationToken).ConfigureAwait(false);
            case InvalidationKind.Tag:
                await backend.InvalidateTagsAsync([Subject], cancellationToken).ConfigureAwait(false);
                return 0;
            default:
                await backend.ClearAsync(Progress, cancellationToken).ConfigureAwait(false);
                return 0;
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public long Run(ISyncCacheBackend backend)
    {
        switch (Kind)
        {
            case InvalidationKind.Key:
                return backend.Delete(Subject) ? 1 : 0;
            case InvalidationKind.Pattern:
                return backend.InvalidatePattern(Subject);
            case InvalidationKind.Tag:
                backend.InvalidateTags([Subject]);
                return 0;
            default:
                backend.Clear();
                return 0;
        }
    }
}
