using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>What the loads of <see cref="ICacheService"/> do when they fail or take long.</summary>
/// <remarks>Thread-safe. People are told once per backend, as nothing tells its loads apart.</remarks>
internal sealed class ServiceFailSafe(FailSafeDraft defaults, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<string, StaleNotices> _notices = [];

    /// <summary>Decides for one call; <see langword="null"/> when nobody says anything.</summary>
    /// <exception cref="CacheOperationException">Thrown when a synchronous call asks for a timeout.</exception>
    public FailSafe? For(CacheRegion region, string key, CacheLoadOptions options, ReturnShape shape)
    {
        var stale = options.StaleOnError ?? defaults.StaleOnError ?? TimeSpan.Zero;
        var hard = options.HardTimeout ?? defaults.HardTimeout ?? TimeSpan.Zero;
        if (!shape.IsAsynchronous())
        {
            hard =
                options.HardTimeout > TimeSpan.Zero || options.SoftTimeout > TimeSpan.Zero
                    ? throw Refused(key)
                    : TimeSpan.Zero;
        }

        var soft = shape.IsAsynchronous() ? SoftTimeout(key, options, stale, hard) : TimeSpan.Zero;
        return stale == TimeSpan.Zero && hard == TimeSpan.Zero
            ? null
            : new(_notices.GetOrAdd(region.Name, Notices, logger), time)
            {
                StaleOnError = stale,
                HardTimeout = hard,
                SoftTimeout = soft,
            };
    }

    // A default that can't work beside what the call says isn't meant for it.
    private TimeSpan SoftTimeout(string key, CacheLoadOptions options, TimeSpan stale, TimeSpan hard)
    {
        var soft = options.SoftTimeout ?? defaults.SoftTimeout ?? TimeSpan.Zero;
        return stale > TimeSpan.Zero && (hard == TimeSpan.Zero || soft < hard) ? soft
            : options.SoftTimeout > TimeSpan.Zero ? throw Useless(key, soft)
            : TimeSpan.Zero;
    }

    private static StaleNotices Notices(string backend, ILogger logger) => new(logger, backend, nameof(ICacheService));

    private static CacheOperationException Useless(string key, TimeSpan soft) =>
        new(
            $"The soft timeout {soft:c} of the load of \"{key}\" does nothing: it needs {nameof(CacheLoadOptions.StaleOnError)}, "
                + $"for a last value to serve, and must be shorter than {nameof(CacheLoadOptions.HardTimeout)}.",
            "load",
            key
        );

    private static CacheOperationException Refused(string key) =>
        new(
            $"The load of \"{key}\" is synchronous, and nothing can end it: leave the timeout out, or use "
                + $"{nameof(ICacheService.GetOrCreateAsync)}.",
            "load",
            key
        );
}
