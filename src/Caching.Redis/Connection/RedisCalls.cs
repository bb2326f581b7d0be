using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Sends operations, each within the budget, and says in this library's exceptions what went wrong.</summary>
/// <remarks>
/// Thread-safe. Operations given up stay in flight until the server answers something sent later; there is a limit to
/// them, as a hung server would fill the memory with them.
/// </remarks>
internal sealed class RedisCalls(
    string backend,
    RedisConnector connector,
    RedisFailures failures,
    RedisCacheOptions options,
    TimeProvider time
)
{
    private readonly TimeSpan _budget = options.Budget;
    private readonly int _maxAbandoned = options.MaxAbandoned;
    private int _abandoned;
    private long _lastTry;

    /// <summary>Gets the session, if there is one.</summary>
    public RedisSession? Current => connector.Current;

    public long Now => time.GetTimestamp();

    public ValueTask<RedisSession> SessionAsync(CancellationToken cancellationToken) =>
        connector.GetAsync(cancellationToken);

    public RedisSession Session() => connector.Get();

    public async ValueTask<T> RunAsync<TState, T>(
        string operation,
        string? key,
        TState state,
        Func<RedisSession, TState, Task<T>> send,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = connector.Current ?? await connector.GetAsync(cancellationToken).ConfigureAwait(false);
        var begun = Begin(operation);
        try
        {
            var sent = send(session, state);
            var answer = await InTimeAsync(sent, cancellationToken).ConfigureAwait(false);
            Answered();
            return answer;
        }
        catch (Exception failure) when (RedisFailures.IsClients(failure))
        {
            throw Failed(failure, operation, key, begun);
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public T Run<TState, T>(string operation, string? key, TState state, Func<RedisSession, TState, T> send)
    {
        var session = connector.Current ?? connector.Get();
        var begun = Begin(operation);
        try
        {
            var answer = send(session, state);
            Answered();
            return answer;
        }
        catch (Exception failure) when (RedisFailures.IsClients(failure))
        {
            throw Failed(failure, operation, key, begun, OwnTimeoutOf(session));
        }
    }

    /// <summary>Gets or sets what is done with a call that found bookkeeping of another Redis type.</summary>
    public Action<ScriptCall>? Damaged { get; set; }

    public async ValueTask<RedisResult> RunAsync(ScriptCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(
                    call.Operation,
                    call.Key,
                    call,
                    static (session, call) =>
                        session.Database.ScriptEvaluateAsync(
                            call.Script(session.Scripts),
                            call.Keys,
                            call.Arguments,
                            RedisSession.Flags
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (CacheOperationException failure) when (RedisFailures.IsWrongType(failure) && call.UsesBookkeepingOnly)
        {
            Damaged?.Invoke(call);
            throw;
        }
    }

    public RedisResult Run(ScriptCall call)
    {
        try
        {
            return Run(
                call.Operation,
                call.Key,
                call,
                static (session, call) =>
                    session.Database.ScriptEvaluate(
                        call.Script(session.Scripts),
                        call.Keys,
                        call.Arguments,
                        RedisSession.Flags
                    )
            );
        }
        catch (CacheOperationException failure) when (RedisFailures.IsWrongType(failure) && call.UsesBookkeepingOnly)
        {
            Damaged?.Invoke(call);
            throw;
        }
    }

    /// <summary>Waits for an answer as long as the budget allows.</summary>
    public Task<T> InTimeAsync<T>(Task<T> sent, CancellationToken cancellationToken)
    {
        if (connector.KeepsBudget)
        {
            return cancellationToken.CanBeCanceled ? sent.WaitAsync(cancellationToken) : sent;
        }

        return sent.WaitAsync(_budget, time, cancellationToken);
    }

    // Nobody can end a synchronous call before its connection does.
    private TimeSpan? OwnTimeoutOf(RedisSession session) =>
        connector.KeepsBudget ? null : TimeSpan.FromMilliseconds(session.Multiplexer.TimeoutMilliseconds);

    /// <summary>Says what a failure of the client means.</summary>
    public CacheException Failed(
        Exception failure,
        string operation,
        string? key,
        long begun,
        TimeSpan? ownTimeout = null
    )
    {
        if (failure is TimeoutException)
        {
            Interlocked.Increment(ref _abandoned);
            RedisMeter.Abandoned.Add(1, new KeyValuePair<string, object?>("backend", backend));
        }

        return failures.Translate(failure, operation, key, begun, ownTimeout);
    }

    /// <summary>Notes that the server answers.</summary>
    public void Answered()
    {
        if (_abandoned != 0)
        {
            _abandoned = 0;
        }
    }

    /// <summary>Begins an operation, unless too many are unanswered already; returns when.</summary>
    public long Begin(string operation)
    {
        var now = time.GetTimestamp();
        if (_abandoned < _maxAbandoned)
        {
            return now;
        }

        // Now and then one goes through: its answer says that the others were answered too.
        if (time.GetElapsedTime(Volatile.Read(ref _lastTry), now) < _budget)
        {
            throw failures.Unreachable(operation);
        }

        Volatile.Write(ref _lastTry, now);
        return now;
    }
}
