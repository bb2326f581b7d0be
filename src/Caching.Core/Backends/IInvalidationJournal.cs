namespace Caching;

/// <summary>Keeps invalidations that a backend couldn't carry out, so that they survive the end of the process.</summary>
/// <remarks>
/// <para>
/// Without one, a process that crashes while invalidations are pending loses them, and entries that are older than a
/// committed write live until they expire. Entries that are left are carried out when the application starts again, before
/// anything is read from that backend.
/// </para>
/// <para>
/// Implementations are thread-safe: callers come from any number of threads at once, without a lock around them, and wait
/// until the method returns; it has to be durable by then. Entries are told apart by <see cref="JournalEntry.Id"/> alone.
/// An exception is logged once and fails no call. Each process needs a journal of its own.
/// </para>
/// </remarks>
public interface IInvalidationJournal
{
    /// <summary>Adds an entry. Called during calls that find their backend failing, so it should be quick.</summary>
    /// <param name="backend">The name of the backend.</param>
    /// <param name="entry">The entry.</param>
    void Append(string backend, JournalEntry entry);

    /// <summary>Removes an entry, because it landed or another one covers it; does nothing when it isn't there.</summary>
    /// <param name="backend">The name of the backend.</param>
    /// <param name="entry">The entry.</param>
    void Remove(string backend, JournalEntry entry);

    /// <summary>Reads what is left of a backend, in any order; called once, when the cache is made.</summary>
    /// <param name="backend">The name of the backend.</param>
    /// <returns>The entries.</returns>
    IReadOnlyCollection<JournalEntry> Read(string backend);
}
