namespace Caching;

/// <summary>Subjects that refuse the stores of loads for a while after their invalidation: the database's replicas may lag.</summary>
/// <remarks>
/// Used under the gate of the fence. A load that began while its subject was held may have read an old value, whenever it
/// ends: when a hold is over, its subject is marked again before the next load begins or is stored.
/// </remarks>
internal sealed class StoreHolds(InvalidationFence fence, TimeProvider time)
{
    private readonly List<Hold> _holds = [];

    public void Add_NeedsLock(Invalidation subject, TimeSpan duration)
    {
        var tag = subject.Kind == InvalidationKind.Tag ? fence.Tags.GetOrAdd_NeedsLock(subject.Subject) : null;
        _holds.Add(new(subject with { Progress = null }, tag, time.GetTimestamp(), duration));
    }

    /// <summary>Marks the subjects whose holds are over.</summary>
    public void Release_NeedsLock()
    {
        if (_holds.Count == 0)
        {
            return;
        }

        foreach (var hold in _holds.Where(IsOver))
        {
            hold.Subject.Mark_NeedsLock(fence);
        }

        _holds.RemoveAll(IsOver);
    }

    /// <summary>Whether a value of the key with these tags may not be stored now.</summary>
    public bool Holds_NeedsLock(string key, TagState[]? tags) =>
        _holds.Count > 0 && _holds.Exists(hold => !IsOver(hold) && hold.Concerns(key, tags));

    private bool IsOver(Hold hold) => time.GetElapsedTime(hold.Since) >= hold.Duration;

    private readonly record struct Hold(Invalidation Subject, TagState? Tag, long Since, TimeSpan Duration)
    {
        public bool Concerns(string key, TagState[]? tags) =>
            Subject.Kind switch
            {
                InvalidationKind.Key => Subject.Subject == key,
                InvalidationKind.Tag => tags is not null && Array.IndexOf(tags, Tag) >= 0,
                InvalidationKind.Pattern => Glob.IsMatch(Subject.Subject, key),
                _ => true,
            };
    }
}
