namespace Caching.Redis;

/// <summary>Invalidations that have to be carried out once more, until the server confirms them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class OwedInvalidations(RedisInvalidations invalidations)
{
    private readonly object _gate = new();
    private readonly HashSet<Invalidation> _owed = [];

    public void Add(IEnumerable<Invalidation> owed)
    {
        lock (_gate)
        {
            _owed.UnionWith(owed);
        }
    }

    /// <summary>Carries them out; returns how many there were.</summary>
    public async ValueTask<int> PayAsync(CancellationToken cancellationToken)
    {
        Invalidation[] owed;
        lock (_gate)
        {
            owed = [.. _owed];
        }

        if (owed.Length == 0)
        {
            return 0;
        }

        if (owed.Contains(Invalidation.All))
        {
            await invalidations.InvalidatePatternAsync("*", null, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await invalidations
                .DeleteAsync(Subjects(owed, InvalidationKind.Key), cancellationToken)
                .ConfigureAwait(false);
            await invalidations
                .InvalidateTagsAsync(Subjects(owed, InvalidationKind.Tag), cancellationToken)
                .ConfigureAwait(false);
            foreach (var glob in Subjects(owed, InvalidationKind.Pattern))
            {
                await invalidations.InvalidatePatternAsync(glob, null, cancellationToken).ConfigureAwait(false);
            }
        }

        lock (_gate)
        {
            _owed.ExceptWith(owed);
        }

        return owed.Length;
    }

    private static string[] Subjects(Invalidation[] owed, InvalidationKind kind) =>
        [.. owed.Where(one => one.Kind == kind).Select(one => one.Subject)];
}
