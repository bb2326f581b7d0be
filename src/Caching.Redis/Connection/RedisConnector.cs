using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Connects when first asked, and again after a failure; never makes a caller wait longer than its budget.</summary>
/// <remarks>Thread-safe. There is one attempt at a time, in the background; callers only wait for it.</remarks>
internal sealed class RedisConnector(
    IMultiplexerSource source,
    Handshake handshake,
    RedisFailures failures,
    TimeSpan budget,
    TimeProvider time
)
{
    private const int ConnectTries = 3;

    private readonly object _gate = new();
    private IConnectionMultiplexer? _multiplexer;
    private Task<RedisSession>? _attempt;
    private volatile RedisSession? _current;
    private Exception? _failure;
    private bool _isClosed;

    /// <summary>Gets the session, once there is one.</summary>
    public RedisSession? Current => _current;

    /// <summary>Gets or sets what is done with each new session.</summary>
    public Action<RedisSession>? Connected { get; set; }

    /// <summary>Gets whether the client gives operations up in time by itself.</summary>
    public bool KeepsBudget => source.KeepsBudget;

    public string EndPoints => source.EndPoints;

    /// <summary>Connects, as long as that takes: who prepares the backend has the time that a caller hasn't.</summary>
    /// <exception cref="CacheConnectionException">Thrown when the servers don't answer.</exception>
    /// <exception cref="CacheConfigurationException">Thrown when what is there can't be used as configured.</exception>
    public async ValueTask<RedisSession> ConnectAsync(CancellationToken cancellationToken)
    {
        // The first operations of a process are its slowest: their code isn't compiled yet.
        for (var left = ConnectTries; ; left--)
        {
            try
            {
                return await WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            }
            catch (CacheConnectionException slow) when (slow.InnerException is TimeoutException && left > 1)
            {
                // Once more.
            }
        }
    }

    /// <summary>Gets the session, or connects as far as the budget allows.</summary>
    /// <exception cref="CacheConnectionException">Thrown when there is no connection within the budget.</exception>
    /// <exception cref="CacheConfigurationException">Thrown when what is there can't be used as configured.</exception>
    public ValueTask<RedisSession> GetAsync(CancellationToken cancellationToken) =>
        _current is { } session ? new(session) : WaitAsync(budget, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public RedisSession Get()
    {
        if (_current is { } session)
        {
            return session;
        }

        var begun = time.GetTimestamp();
        _ = AttemptAsync();
        lock (_gate)
        {
            while (
                _current is null && _attempt is not null && budget - time.GetElapsedTime(begun) is { Ticks: > 0 } left
            )
            {
                Monitor.Wait(_gate, left);
            }

            return _current ?? throw (_failure as CacheException ?? failures.Unreachable("connect", _failure));
        }
    }

    public async ValueTask CloseAsync()
    {
        IConnectionMultiplexer? open;
        lock (_gate)
        {
            _isClosed = true;
            _current = null;
            (open, _multiplexer) = (_multiplexer, null);
        }

        if (open is not null)
        {
            await source.ReleaseAsync(open).ConfigureAwait(false);
        }
    }

    private async ValueTask<RedisSession> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        try
        {
            return _current ?? await AttemptAsync().WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFailures.IsClients(failure))
        {
            throw failures.Translate(failure, "connect", null, begun);
        }
    }

    private Task<RedisSession> AttemptAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_attempt is null)
            {
                // Not the first caller's context: the connection outlives its call.
                using var _ = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
                _attempt = Task.Run(OpenAndShakeAsync);
                Observe(_attempt);
            }

            return _attempt;
        }
    }

    private async Task<RedisSession> OpenAndShakeAsync()
    {
        try
        {
            var multiplexer = await OpenAsync().ConfigureAwait(false);
            var session = await handshake.ShakeAsync(multiplexer).ConfigureAwait(false);
            End(session, null);
            Connected?.Invoke(session);
            return session;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            End(null, failure);
            throw;
        }
    }

    private async Task<IConnectionMultiplexer> OpenAsync()
    {
        if (_multiplexer is { } known)
        {
            return known;
        }

        var opened = await source.ConnectAsync().ConfigureAwait(false);
        lock (_gate)
        {
            if (!_isClosed)
            {
                return _multiplexer = opened;
            }
        }

        await source.ReleaseAsync(opened).ConfigureAwait(false);
        throw new ObjectDisposedException(nameof(RedisConnector));
    }

    private void End(RedisSession? session, Exception? failure)
    {
        lock (_gate)
        {
            _current = _isClosed ? null : session;
            _failure = failure;
            _attempt = null;
            Monitor.PulseAll(_gate);
        }
    }

    // Whoever waited no longer than its budget doesn't see how the attempt ended.
    private static void Observe(Task attempt) =>
        _ = attempt.ContinueWith(
            static ended => ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
}
