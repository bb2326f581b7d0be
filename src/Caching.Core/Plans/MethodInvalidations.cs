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
        foreach (var work in _before.SelectMany(plan => plan.Prepare(arguments).After(null)))
        {
            work.Region.Invalidate(work.Invalidations);
        }
    }

    public async ValueTask RunBeforeAsync(object?[] arguments)
    {
        foreach (var work in _before.SelectMany(plan => plan.Prepare(arguments).After(null)))
        {
            await work.Region.InvalidateAsync(work.Invalidations, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Computes what the call will invalidate, from the arguments as they are before it.</summary>
    public PendingCall Prepare(object?[] arguments) => new([.. _after.Select(plan => plan.Prepare(arguments))]);

    /// <summary>A call whose invalidations wait for its success.</summary>
    internal readonly struct PendingCall(PreparedInvalidation[] prepared)
    {
        public void Succeeded(object? result)
        {
            foreach (var work in prepared.SelectMany(one => one.After(result)))
            {
                work.Region.Invalidate(work.Invalidations);
            }
        }

        // The write is done: a caller who gives up now doesn't undo it, so its token isn't asked.
        public async ValueTask SucceededAsync(object? result)
        {
            foreach (var work in prepared.SelectMany(one => one.After(result)))
            {
                await work.Region.InvalidateAsync(work.Invalidations, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
