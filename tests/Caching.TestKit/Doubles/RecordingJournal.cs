using System.Collections.Concurrent;

namespace Caching.TestKit.Doubles;

/// <summary>A journal that outlives the caches of a test, and fails as the test tells it to.</summary>
public sealed class RecordingJournal : IInvalidationJournal
{
    private readonly ConcurrentDictionary<Guid, (string Backend, JournalEntry Entry)> _entries = [];
    private int _appended;

    public Exception? Failure { get; set; }

    /// <summary>Gets or sets what happens while an entry is being written.</summary>
    public Action BeforeAppend { get; set; } = static () => { };

    public IReadOnlyCollection<JournalEntry> Left => [.. _entries.Values.Select(each => each.Entry)];

    public int Appended => _appended;

    public void Append(string backend, JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        BeforeAppend();
        ThrowIfFailing();
        Interlocked.Increment(ref _appended);
        _entries[entry.Id] = (backend, entry);
    }

    public void Remove(string backend, JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ThrowIfFailing();
        _entries.TryRemove(entry.Id, out _);
    }

    public IReadOnlyCollection<JournalEntry> Read(string backend)
    {
        ThrowIfFailing();
        return [.. _entries.Values.Where(each => each.Backend == backend).Select(each => each.Entry)];
    }

    public void Clear()
    {
        _entries.Clear();
        _appended = 0;
        Failure = null;
        BeforeAppend = static () => { };
    }

    private void ThrowIfFailing()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
