using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>The journal of one backend, which may not be there and whose failures fail no call.</summary>
internal sealed class SafeJournal(string backend, IInvalidationJournal? journal, TimeProvider time, ILogger logger)
{
    private int _hasFailed;

    /// <summary>Makes an entry of what is put off now; none where there is no journal.</summary>
    public JournalEntry? EntryOf(Invalidation invalidation) =>
        journal is null
            ? null
            : new(Guid.NewGuid(), invalidation.Kind, invalidation.Subject, time.GetUtcNow())
            {
                FenceFor = invalidation.FenceFor,
            };

    public void Append(JournalEntry? entry)
    {
        if (entry is not null)
        {
            Try(() => journal?.Append(backend, entry));
        }
    }

    public void Remove(JournalEntry? entry)
    {
        if (entry is not null)
        {
            Try(() => journal?.Remove(backend, entry));
        }
    }

    /// <summary>Reads what is left, the oldest first.</summary>
    public IReadOnlyCollection<JournalEntry> Read()
    {
        JournalEntry[] left = [];
        if (journal is not null)
        {
            Try(() => left = [.. journal.Read(backend).OrderBy(entry => entry.AddedAt)]);
        }

        return left;
    }

    private void Try(Action call)
    {
        try
        {
            call();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (Interlocked.Exchange(ref _hasFailed, 1) == 0)
            {
                logger.InvalidationJournalFailed(backend, failure);
            }
        }
    }
}
