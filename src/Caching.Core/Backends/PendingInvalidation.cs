namespace Caching;

/// <summary>An invalidation that is put off; told apart from the same one put off later by its identity.</summary>
/// <param name="what">What is to be invalidated.</param>
/// <param name="addedAt">The timestamp at which this process put it off.</param>
/// <param name="entry">What a journal keeps of it.</param>
/// <param name="earlierAge">How old it was then: another life of the application put it off.</param>
internal sealed class PendingInvalidation(
    Invalidation what,
    long addedAt,
    JournalEntry? entry,
    TimeSpan? earlierAge = null
)
{
    public Invalidation What { get; } = what;

    public JournalEntry? Entry { get; } = entry;

    /// <summary>Gets whether it was put off before this process began, which doesn't know what was stored then.</summary>
    public bool IsRecovered { get; } = earlierAge is not null;

    /// <summary>Makes the same one, held for so long.</summary>
    public PendingInvalidation HeldFor(TimeSpan? duration) =>
        new(
            What with
            {
                FenceFor = duration,
            },
            addedAt,
            Entry is null ? null : Entry with { FenceFor = duration },
            earlierAge
        );

    public TimeSpan Age(TimeProvider time) => time.GetElapsedTime(addedAt) + (earlierAge ?? TimeSpan.Zero);
}
