namespace Caching;

/// <inheritdoc/>
internal sealed class DeferredInvalidation(CacheRegion region, IReadOnlyCollection<Invalidation> invalidations)
    : DeferredWork(region)
{
    // Who listened to the progress has gone on long ago.
    private readonly Invalidation[] _invalidations =
    [
        .. invalidations.Select(invalidation => invalidation with { Progress = null }),
    ];

    protected override void Run() => Region.Invalidate(_invalidations);

    public override async ValueTask RunAsync() =>
        await Region.InvalidateAsync(_invalidations, CancellationToken.None).ConfigureAwait(false);
}
