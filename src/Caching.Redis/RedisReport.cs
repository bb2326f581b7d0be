using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Caching.Redis;

/// <summary>Says what the backend is and how it is, and warns once of servers that can't keep what tags need.</summary>
internal sealed class RedisReport(RedisConnector connector, string backend, ILogger logger)
{
    private int _usesTags;

    /// <summary>Notes that an entry has tags.</summary>
    public void NoteTags(IReadOnlyCollection<string>? tags)
    {
        if (
            tags is { Count: > 0 }
            && _usesTags == 0
            && connector.Current is { } session
            && Interlocked.Exchange(ref _usesTags, 1) == 0
            && session.Facts.EvictsBookkeeping
        )
        {
            logger.TagsAreBestEffort(backend, session.Facts.EvictionPolicy);
        }
    }

    public string Describe()
    {
        if (connector.Current is not { } session)
        {
            return $"Redis at {connector.EndPoints}, not connected";
        }

        var facts = session.Facts;
        var buckets = session.Keys.Buckets.Count;
        var degraded =
            facts.EvictsBookkeeping && _usesTags != 0
                ? ", degraded: it may evict what tags need, so tags are best effort"
                : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Redis {facts.Version} at {connector.EndPoints}, {(facts.IsCluster ? "cluster" : "one primary")}, "
                + $"{buckets} {(buckets == 1 ? "bucket" : "buckets")}, maxmemory-policy {facts.EvictionPolicy}{degraded}"
        );
    }
}
