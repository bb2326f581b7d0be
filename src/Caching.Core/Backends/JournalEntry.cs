namespace Caching;

/// <summary>An invalidation that waits to be carried out.</summary>
/// <param name="Id">Tells it apart from every other one.</param>
/// <param name="Kind">What the subject is.</param>
/// <param name="Subject">The key, tag or glob; empty for everything.</param>
/// <param name="AddedAt">When it was put off.</param>
public sealed record JournalEntry(Guid Id, InvalidationKind Kind, string Subject, DateTimeOffset AddedAt)
{
    /// <summary>
    /// Gets for how long the subject refuses the stores of loads once it is carried out; <see langword="null"/> or zero
    /// where it doesn't. A journal that loses it keeps the invalidation, but not that.
    /// </summary>
    public TimeSpan? FenceFor { get; init; }
}
