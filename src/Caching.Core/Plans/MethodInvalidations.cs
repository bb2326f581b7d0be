namespace Caching;

/// <summary>All invalidations of one method, in the order in which they were written.</summary>
internal sealed class MethodInvalidations(IReadOnlyList<InvalidationPlan> plans)
{
    private readonly InvalidationPlan[] _before = [.. plans.Where(plan => plan.Policy.Before)];
    private readonly InvalidationPlan[] _after = [.. plans.Where(plan => !plan.Policy.Before)];

    public bool AnyBefore => _before.Length > 0;

    public bool AnyAfter => _after.Length > 0;

    public void RunBefore(object?[] arguments)
    {
        foreach (var work in _before.SelectMany(plan => plan.BeforeCall(arguments)))
        {
            work.Region.Invalidate(work.Invalidations);
        }
    }

    public async ValueTask RunBeforeAsync(object?[] arguments)
    {
        foreach (var work in _before.SelectMany(plan => plan.BeforeCall(arguments)))
        {
            await work.Region.InvalidateAsync(work.Invalidations, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Computes what the call will invalidate, from the arguments as they are before it.</summary>
    public PendingCall Prepare(object?[] arguments) =>
        new(this, [.. arguments], [.. _after.SelectMany(plan => plan.BeforeCall(arguments))]);

    /// <summary>A call whose invalidations wait for its success.</summary>
    internal readonly struct PendingCall(
        MethodInvalidations owner,
        object?[] arguments,
        List<RegionInvalidations> known
    )
    {
        public void Succeeded(object? result)
        {
            foreach (var work in All(result))
            {
                work.Region.Invalidate(work.Invalidations);
            }
        }

        // The write is done: a caller who gives up now doesn't undo it, so its token isn't asked.
        public async ValueTask SucceededAsync(object? result)
        {
            foreach (var work in All(result))
            {
                await work.Region.InvalidateAsync(work.Invalidations, CancellationToken.None).ConfigureAwait(false);
            }
        }

        private IEnumerable<RegionInvalidations> All(object? result)
        {
            var values = arguments;
            return known.Concat(owner._after.SelectMany(plan => plan.AfterCall(values, result)));
        }
    }
}
