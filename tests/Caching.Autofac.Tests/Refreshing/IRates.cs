namespace Caching.Registration.Tests.Refreshing;

public interface IRates
{
    [Cached(TtlSeconds = 100, RefreshAhead = 0.8)]
    Task<string> OfAsync(string currency, CancellationToken cancellationToken);

    [Cached(TtlSeconds = 100, RefreshAhead = 0.8)]
    ValueTask<string> LatestAsync(int id);

    [Cached(TtlSeconds = 100, RefreshAhead = 0.8)]
    string Of(int id);
}
