namespace Caching.Redis;

/// <summary>Invalidations that have to be carried out once more, until the server confirms them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class OwedInvalidations(RedisInvalidations invalidations, RedisHolds holds)
{
    private readonly object _gate = new();
    private readonly HashSet<Invalidation> _owed = [];

    public void Add(IEnumerable<Invalidation> owed)
    {
        lock (_gate)
        {
            Invalidation[] all = [.. Invalidation.Once(_owed.Concat(owed))];
            _owed.Clear();
            _owed.UnionWith(all);
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

        await PayAsync(owed, cancellationToken).ConfigureAwait(false);

        // What was added meanwhile and is to be held for longer is still owed.
        HashSet<Invalidation> paid = [.. owed];
        lock (_gate)
        {
            _owed.RemoveWhere(one => paid.TryGetValue(one, out var same) && !(one.FenceFor > same.FenceFor));
        }

        return owed.Length;
    }

    private async ValueTask PayAsync(Invalidation[] owed, CancellationToken cancellationToken)
    {
        if (owed.Where(one => one.IsHeld).ToArray() is { Length: > 0 } held)
        {
            await holds.HoldAsync(held, cancellationToken).ConfigureAwait(false);
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
    }

    private static string[] Subjects(Invalidation[] owed, InvalidationKind kind) =>
        [.. owed.Where(one => one.Kind == kind).Select(one => one.Subject)];
}
