namespace Caching.Redis;

/// <summary>Counts the primaries that this process has seen: a load begun under one isn't stored under the next.</summary>
internal sealed class PrimaryEpoch
{
    private long _current = 1;

    public long Current => Volatile.Read(ref _current);

    public void Advance() => Interlocked.Increment(ref _current);
}
