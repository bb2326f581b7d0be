namespace Caching.Core.ModelChecks.Histories;

/// <summary>Looks for an order of a history's events that a sequential cache explains (Wing and Gong, with a memory).</summary>
internal sealed class Linearisation(IReadOnlyList<HistoryEvent> history)
{
    private readonly HashSet<(ulong Done, CacheState State)> _seen = [];

    /// <summary>Whether there is one.</summary>
    public bool Exists() => Exists(0, default);

    private bool Exists(ulong done, CacheState state)
    {
        if (done == (1UL << history.Count) - 1)
        {
            return true;
        }

        if (!_seen.Add((done, state)))
        {
            return false;
        }

        // What had happened before another event could begin can't come after that one.
        var firstEnd = Left(done).Min(index => history[index].End);
        return Left(done)
            .Where(index => history[index].Begin < firstEnd)
            .Any(index => state.After(history[index]).Any(after => Exists(done | (1UL << index), after)));
    }

    private IEnumerable<int> Left(ulong done) =>
        Enumerable.Range(0, history.Count).Where(index => (done & (1UL << index)) == 0);
}
