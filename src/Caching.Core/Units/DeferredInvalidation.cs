namespace Caching;

/// <inheritdoc/>
internal sealed class DeferredInvalidation(CacheRegion region, IReadOnlyCollection<Invalidation> invalidations)
    : DeferredWork(region)
{
    // Long enough for a resource to settle what it is in doubt about.
    private static readonly TimeSpan Doubt = TimeSpan.FromMinutes(1);

    // Who listened to the progress has gone on long ago.
    private readonly Invalidation[] _invalidations =
    [
        .. invalidations.Select(invalidation => invalidation with { Progress = null }),
    ];

    /// <summary>The same, and again after a while; what is loaded until then isn't stored, as it may be either value.</summary>
    public override DeferredInvalidation InDoubt() =>
        new(Region, [.. _invalidations.Select(invalidation => invalidation with { FenceFor = DoubtOf(invalidation) })]);

    private TimeSpan DoubtOf(Invalidation invalidation) =>
        (invalidation.FenceFor ?? Region.FenceFor) is var said && said > Doubt ? said : Doubt;

    protected override void Run() => Region.Invalidate(_invalidations);

    public override async ValueTask RunAsync() =>
        await Region.InvalidateAsync(_invalidations, CancellationToken.None).ConfigureAwait(false);
}
