namespace Caching;

/// <summary>An invalidation that waits to be carried out.</summary>
/// <param name="Id">Tells it apart from every other one.</param>
/// <param name="Kind">What the subject is.</param>
/// <param name="Subject">The key, tag or glob; empty for everything.</param>
/// <param name="AddedAt">When it was put off.</param>
public sealed record JournalEntry(Guid Id, InvalidationKind Kind, string Subject, DateTimeOffset AddedAt);
