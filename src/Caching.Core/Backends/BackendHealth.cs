using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>
/// Knows which sides of a backend work: a failure opens them, a probe closes them. Counts the operations, and writes one
/// log line when the first side opens and one when the last one closes.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="backend">The name of the backend.</param>
/// <param name="time">Where time comes from.</param>
/// <param name="logger">Where log lines go.</param>
/// <param name="wake">Called when a side has opened.</param>
internal sealed class BackendHealth(string backend, TimeProvider time, ILogger logger, Action wake) : IDisposable
{
    private readonly object _gate = new();
    private readonly Breaker _reads = new(BackendOperationKinds.Read, time);
    private readonly Breaker _writes = new(BackendOperationKinds.Write, time);
    private readonly Breaker _invalidations = new(BackendOperationKinds.Invalidation, time);
    private readonly BackendMetrics _metrics = new(backend, time);
    private volatile Exception? _lastFailure;
    private bool _hasRefusedValue;
    private bool _isDisposed;

    public bool IsAnyOpen => _reads.IsOpen || _writes.IsOpen || _invalidations.IsOpen;

    /// <summary>Gets why the backend doesn't work; of one that works, the last failure that opened nothing.</summary>
    public Exception? LastFailure => _lastFailure;

    private IEnumerable<Breaker> Breakers => [_reads, _writes, _invalidations];

    public bool IsOpen(BackendOperationKinds side) =>
        side switch
        {
            BackendOperationKinds.Read => _reads.IsOpen,
            BackendOperationKinds.Write => _writes.IsOpen,
            _ => _invalidations.IsOpen,
        };

    public void Succeeded(BackendOperation operation, long begun) => _metrics.Operation(operation, begun, "ok");

    /// <summary>Notes that a caller was kept away from an open side.</summary>
    public void KeptAway(BackendOperation operation) => _metrics.StoreRefused(operation, "breaker-open");

    public void Failed(BackendOperation operation, long begun, Exception failure)
    {
        _metrics.Operation(operation, begun, "failed");
        _metrics.StoreFailed(operation, failure);
        var sides = BackendFailures.SidesOf(operation, failure);
        if (sides == BackendOperationKinds.None)
        {
            NotePassing(operation, failure);
        }
        else if (Open(sides, begun, failure, out var isFirst))
        {
            if (isFirst)
            {
                logger.BackendFails(backend, operation.Name, SideNames(), failure);
            }

            wake();
        }
    }

    /// <summary>Closes a side that a probe found working.</summary>
    public void Close(BackendOperationKinds side)
    {
        bool hasRecovered;
        lock (_gate)
        {
            var breaker = Breakers.Single(each => each.Side == side);
            if (!breaker.TryClose_NeedsLock())
            {
                return;
            }

            hasRecovered = !IsAnyOpen;
            _lastFailure = hasRecovered ? null : _lastFailure;
            side = _isDisposed ? BackendOperationKinds.None : side;
        }

        _metrics.BreakersOpen(side, -1);
        if (hasRecovered)
        {
            logger.BackendWorksAgain(backend);
        }
    }

    /// <summary>Tells in one line what is open since when, and how many invalidations are pending.</summary>
    public string Describe(int pending)
    {
        lock (_gate)
        {
            var open = string.Join(", ", Breakers.Where(each => each.IsOpen).Select(DescribeOpen));
            var left = pending switch
            {
                0 => "",
                1 => "1 invalidation pending",
                _ => FormattableString.Invariant($"{pending} invalidations pending"),
            };
            var separator = open.Length > 0 && left.Length > 0 ? "; " : "";
            var told = open + separator + left;
            return told.Length > 0 ? told : "works";
        }
    }

    public void Dispose()
    {
        var open = BackendOperationKinds.None;
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                open = OpenSides();
            }
        }

        _metrics.BreakersOpen(open, -1);
    }

    private static string DescribeOpen(Breaker breaker) =>
        FormattableString.Invariant($"{BackendMetrics.NameOf(breaker.Side)} side open since {breaker.OpenSince:u}");

    private bool Open(BackendOperationKinds sides, long begun, Exception failure, out bool isFirst)
    {
        var opened = BackendOperationKinds.None;
        lock (_gate)
        {
            isFirst = !IsAnyOpen;
            foreach (var breaker in Breakers)
            {
                if (sides.HasFlag(breaker.Side) && breaker.TryOpen_NeedsLock(begun))
                {
                    opened |= breaker.Side;
                }
            }

            _lastFailure = failure;
            if (opened == BackendOperationKinds.None)
            {
                return false;
            }

            sides = _isDisposed ? BackendOperationKinds.None : opened;
        }

        _metrics.BreakersOpen(sides, 1);
        return true;
    }

    // What passes by itself hides no failure that doesn't.
    private void NotePassing(BackendOperation operation, Exception failure)
    {
        _metrics.Stalled(failure);
        bool isFirstValue;
        lock (_gate)
        {
            _lastFailure = IsAnyOpen ? _lastFailure : failure;
            isFirstValue = failure is CacheOperationException && !_hasRefusedValue;
            _hasRefusedValue |= isFirstValue;
        }

        if (isFirstValue)
        {
            logger.ValueRefused(backend, operation.Name, failure);
        }
    }

    private BackendOperationKinds OpenSides() =>
        Breakers.Where(each => each.IsOpen).Aggregate(BackendOperationKinds.None, (all, each) => all | each.Side);

    private string SideNames() =>
        string.Join(", ", Breakers.Where(each => each.IsOpen).Select(each => BackendMetrics.NameOf(each.Side)));
}
