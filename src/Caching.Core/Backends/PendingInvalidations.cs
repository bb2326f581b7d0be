using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Invalidations that a backend failed to carry out, retried until they land or nothing old can be left.</summary>
/// <remarks>
/// Thread-safe. A set, so that repeats cost nothing; when it overflows it becomes one clear, which covers all of it.
/// An invalidation is given up when the longest time to live that was ever stored has passed since.
/// </remarks>
internal sealed class PendingInvalidations : IDisposable
{
    private const int Limit = 1024;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly Dictionary<Invalidation, (long AddedAt, long Number)> _pending = [];
    private readonly BackendGuard _guard;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private TimeSpan? _longestTtl;
    private long _number;
    private TimeSpan _delay = FirstRetry;
    private volatile bool _isEmpty = true;

    public PendingInvalidations(BackendGuard guard, TimeProvider time, ILogger logger)
    {
        _guard = guard;
        _time = time;
        _logger = logger;
        _timer = time.CreateTimer(
            static state => _ = ((PendingInvalidations)state!).RetryAsync(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public bool IsEmpty => _isEmpty;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    public void NoteTtl(TimeSpan? ttl)
    {
        var span = ttl ?? TimeSpan.MaxValue;
        lock (_gate)
        {
            _longestTtl = _longestTtl > span ? _longestTtl : span;
        }
    }

    public void Add(Invalidation invalidation)
    {
        CachingMeter.PendingInvalidations.Add(1, new KeyValuePair<string, object?>("backend", _guard.Name));
        lock (_gate)
        {
            if (_pending.Count >= Limit && !_pending.ContainsKey(invalidation))
            {
                _pending.Clear();
                invalidation = Invalidation.All;
            }

            _pending[invalidation] = (_time.GetTimestamp(), ++_number);
            if (_isEmpty)
            {
                _isEmpty = false;
                _delay = FirstRetry;
                _timer.Change(_delay, Timeout.InfiniteTimeSpan);
                _logger.InvalidationPutOff(_guard.Name);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private async Task RetryAsync()
    {
        foreach (var (invalidation, added) in Snapshot())
        {
            if (
                !IsOver(added.AddedAt)
                && await _guard.TryInvalidateAsync(invalidation, default).ConfigureAwait(false) < 0
            )
            {
                break;
            }

            Remove(invalidation, added.Number);
        }

        lock (_gate)
        {
            if (_pending.Count == 0)
            {
                _isEmpty = true;
                _logger.InvalidationsCaughtUp(_guard.Name);
                return;
            }

            _delay = _delay * 2 < LastRetry ? _delay * 2 : LastRetry;
            _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }
    }

    // A process that stored nothing itself doesn't know how long others' entries live.
    private bool IsOver(long addedAt)
    {
        lock (_gate)
        {
            return _time.GetElapsedTime(addedAt) >= (_longestTtl ?? TimeSpan.MaxValue);
        }
    }

    private KeyValuePair<Invalidation, (long AddedAt, long Number)>[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _pending];
        }
    }

    // What was put off again while its retry ran stays: the retry may have come too early for it.
    private void Remove(Invalidation invalidation, long number)
    {
        lock (_gate)
        {
            if (_pending.TryGetValue(invalidation, out var latest) && latest.Number == number)
            {
                _pending.Remove(invalidation);
            }
        }
    }
}
