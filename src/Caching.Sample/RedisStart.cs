using Caching.Sample.Reporting;

namespace Caching.Sample;

/// <summary>Brings Redis to where a tour can begin: connected, and without the entries of an earlier run.</summary>
internal sealed class RedisStart(ICacheManager backends, ICacheService cache, Terminal terminal)
{
    /// <summary>Returns whether Redis answers; the tour runs without it, too.</summary>
    public async Task<bool> TryAsync(CancellationToken token)
    {
        var redis = backends.GetBackend();
        var isReached = await IsReachedAsync(redis, token);

        // Where nobody answers yet, this is carried out before the first read that gets an answer.
        await cache.ClearAsync(backends.DefaultBackend, token);
        if (isReached)
        {
            terminal.Line($"{redis.Describe()}.");
            terminal.Line("What earlier tours left there was cleared. A hit costs a round trip to the server.");
        }
        else
        {
            terminal.Line(
                $"{redis.Describe()} (down, or refuses us): the tour goes on without it, only what is memoized is cached.",
                ConsoleColor.Red
            );
        }

        return isReached;
    }

    private static async Task<bool> IsReachedAsync(ICacheBackend redis, CancellationToken token)
    {
        try
        {
            await redis.InitializeAsync(token);
            return true;
        }
        catch (CacheException failure) when (failure is not CacheConfigurationException)
        {
            return false;
        }
    }
}
