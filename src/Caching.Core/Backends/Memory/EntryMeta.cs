namespace Caching;

/// <summary>What decides whether an entry is still valid.</summary>
/// <param name="ExpiresAt">The clock's time at which it is gone; <see cref="long.MaxValue"/> for never.</param>
/// <param name="Stamp">The fence's number when its load began: an invalidation of a tag with a later one kills it.</param>
/// <param name="Tags">Its tags, or <see langword="null"/>.</param>
/// <param name="StaleFor">For how long it is kept as a last value after that; 0 for not at all.</param>
internal readonly record struct EntryMeta(long ExpiresAt, long Stamp, TagState[]? Tags, TimeSpan StaleFor = default);
