using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Counters: raw integers, added to in one atomic step.</summary>
internal sealed class RedisCounters(RedisCalls calls, FenceCalls fence)
{
    public async ValueTask<long> IncrementAsync(
        string key,
        long amount,
        long initialValue,
        TimeSpan? ttl,
        CancellationToken cancellationToken
    )
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        var call = fence.Count(session.Keys[key], key, amount, initialValue, ttl);
        try
        {
            return (long)await calls.RunAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (CacheOperationException failure) when (IsNoCounter(failure))
        {
            throw NoCounter(key, failure);
        }
        catch (CacheConnectionException failure) when (MayHaveCounted(failure))
        {
            throw UnknownOutcome(key, failure);
        }
    }

    public long Increment(string key, long amount, long initialValue, TimeSpan? ttl)
    {
        var session = calls.Session();
        try
        {
            return (long)calls.Run(fence.Count(session.Keys[key], key, amount, initialValue, ttl));
        }
        catch (CacheOperationException failure) when (IsNoCounter(failure))
        {
            throw NoCounter(key, failure);
        }
        catch (CacheConnectionException failure) when (MayHaveCounted(failure))
        {
            throw UnknownOutcome(key, failure);
        }
    }

    // Sent, and then there was no answer: a stalled server carries it out when it goes on.
    private static bool MayHaveCounted(CacheConnectionException failure) =>
        failure.InnerException switch
        {
            TimeoutException => true,
            RedisConnectionException broken => broken.FailureType
                is not (
                    ConnectionFailureType.UnableToResolvePhysicalConnection
                    or ConnectionFailureType.UnableToConnect
                ),
            _ => false,
        };

    private static CacheConnectionException UnknownOutcome(string key, CacheConnectionException failure) =>
        new(
            $"{failure.Message} Whether \"{key}\" was counted isn't known.",
            failure.Backend,
            failure.InnerException,
            failure.IsLocalStall
        );

    private static bool IsNoCounter(CacheOperationException failure) =>
        failure.InnerException
            is RedisServerException
            {
                Kind: RedisErrorKind.WrongType or RedisErrorKind.Unknown or RedisErrorKind.UnknownError
            };

    private static CacheOperationException NoCounter(string key, CacheOperationException failure) =>
        new(
            $"\"{key}\" can't be counted: it holds an entry, or its number would leave the range of a 64-bit integer. "
                + "Count under a key of its own, or delete it first.",
            "increment",
            key,
            failure.InnerException,
            CacheFailureReason.Value
        );
}
