using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Goes through the keys of a store in batches, without a lock: one that is there all the time is never missed.</summary>
/// <remarks>
/// Among a million entries each key is a wait for memory. A batch collects its keys first and then touches them all, so that
/// the processor waits for many at a time. For one thread.
/// </remarks>
internal sealed class EntryScan(EntryLru entries) : IDisposable
{
    /// <summary>How many keys a batch has at most: few, as whoever removes them holds up every writer meanwhile.</summary>
    public const int BatchSize = 64;

    private readonly IEnumerator<KeyValuePair<string, Entry>> _rows = entries.Rows();
    private readonly string[] _keys = new string[BatchSize];
    private readonly Entry[] _entries = new Entry[BatchSize];
    private int _count;

    /// <summary>Gets the keys of the batch that are left.</summary>
    public ReadOnlySpan<string> Keys => _keys.AsSpan(0, _count);

    /// <summary>Takes the next batch; <see langword="false"/> when there is none.</summary>
    public bool Next()
    {
        _count = 0;
        while (_count < BatchSize && _rows.MoveNext())
        {
            (_keys[_count], _entries[_count]) = _rows.Current;
            _count++;
        }

        return _count > 0;
    }

    /// <summary>Leaves only those that match.</summary>
    public void Keep(GlobMatcher matcher)
    {
        _ = Touch(Keys);
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (matcher.IsMatch(_keys[i]))
            {
                (_keys[kept], _entries[kept]) = (_keys[i], _entries[i]);
                kept++;
            }
        }

        _count = kept;
    }

    /// <summary>Fetches the entries of the keys that are left, for who is about to remove them.</summary>
    public void TouchEntries()
    {
        foreach (var entry in _entries.AsSpan(0, _count))
        {
            _ = entry.WasAccessed;
        }
    }

    public void Dispose() => _rows.Dispose();

    // Nothing depends on what is read, so the processor goes on to the next one before this one has come. Inlined, it would
    // read nothing, as nobody asks for the sum.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Touch(ReadOnlySpan<string> keys)
    {
        var sum = 0;
        foreach (var key in keys)
        {
            sum += key.Length;
        }

        return sum;
    }
}
