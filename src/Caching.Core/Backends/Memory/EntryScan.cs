using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Goes through the nodes of a store in batches, without a lock: one that is there all the time is never missed.</summary>
/// <remarks>
/// Among a million entries each node and each key is a wait for memory. A batch collects what it is going to read and then
/// touches it all, so that the processor waits for many at a time. For one thread.
/// </remarks>
internal sealed class EntryScan : IDisposable
{
    /// <summary>How many a batch has at most: few, as whoever marks them holds up every writer meanwhile.</summary>
    public const int BatchSize = 64;

    private readonly NodeReader? _reader;
    private readonly Array _buckets = Array.Empty<object>();
    private readonly IEnumerator<KeyValuePair<string, Entry>>? _rows;
    private readonly object[] _nodes = new object[BatchSize];

    // Pairs, as an array of a class looks at what it is given to see whether it is one.
    private readonly (string Key, Entry Node)[] _found = new (string, Entry)[BatchSize];
    private int _bucket;
    private int _chained;
    private int _count;

    public EntryScan(EntryLru entries)
    {
        if (entries.Table is { } table && NodeReader.Instance is { } reader)
        {
            _reader = reader;
            _buckets = reader.Buckets(table);
        }
        else
        {
            _rows = entries.GetEnumerator();
        }
    }

    /// <summary>Gets whether it reads the dictionary's nodes, and not, several times slower, by an enumerator.</summary>
    public bool IsDirect => _reader is not null;

    /// <summary>Gets the nodes of the batch that are left.</summary>
    public ReadOnlySpan<(string Key, Entry Node)> Found => _found.AsSpan(0, _count);

    /// <summary>Takes the next batch; <see langword="false"/> when there is none.</summary>
    public bool Next()
    {
        _count = _reader is { } reader ? TakeNodes(reader) : TakeRows(_rows!);
        return _count > 0;
    }

    /// <summary>Leaves only those that match.</summary>
    public void Keep(GlobMatcher matcher)
    {
        _ = Touch(Found);
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (!matcher.IsMatch(_found[i].Key))
            {
                continue;
            }

            if (kept != i)
            {
                _found[kept] = _found[i];
            }

            kept++;
        }

        _count = kept;
    }

    public void Dispose() => _rows?.Dispose();

    // A batch is the nodes that follow those of the last one, and the first ones of the next buckets.
    private int TakeNodes(NodeReader reader)
    {
        var count = _chained;
        while (count < BatchSize && _bucket < _buckets.Length)
        {
            if (reader.First(_buckets, _bucket++) is { } first)
            {
                _nodes[count++] = first;
            }
        }

        _chained = 0;
        _ = Touch(reader, _nodes.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            _found[i] = (reader.Key(_nodes[i]), reader.Value(_nodes[i]));
        }

        for (var i = 0; i < count; i++)
        {
            if (reader.Next(_nodes[i]) is { } next)
            {
                _nodes[_chained++] = next;
            }
        }

        return count;
    }

    private int TakeRows(IEnumerator<KeyValuePair<string, Entry>> rows)
    {
        var count = 0;
        while (count < BatchSize && rows.MoveNext())
        {
            _found[count++] = (rows.Current.Key, rows.Current.Value);
        }

        return count;
    }

    // Nothing depends on what is read, so the processor goes on to the next one before this one has come. Inlined, they would
    // read nothing, as nobody asks for the sum.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Touch(NodeReader reader, ReadOnlySpan<object> nodes)
    {
        var sum = 0;
        foreach (var node in nodes)
        {
            sum += reader.Hash(node);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Touch(ReadOnlySpan<(string Key, Entry Node)> found)
    {
        var sum = 0;
        foreach (var (key, _) in found)
        {
            sum += key.Length == 0 ? 0 : key[^1];
        }

        return sum;
    }
}
