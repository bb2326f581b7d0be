using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>A connection that the backend opens, tunes to its budget and disposes.</summary>
internal sealed class OwnedMultiplexer : IMultiplexerSource
{
    // The client's own defaults, which wait too long for a cache.
    private const int DefaultConnectTimeout = 5000;
    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(200);

    private readonly ConfigurationOptions _configuration;
    private readonly bool _dedicatedThreads;

    public OwnedMultiplexer(ConfigurationOptions configuration, RedisCacheOptions options)
    {
        var budget = (int)options.Budget.TotalMilliseconds;
        _dedicatedThreads = options.DedicatedThreads;
        _configuration = configuration.Clone();
        _configuration.AbortOnConnectFail = false;
        _configuration.ConnectRetry = 1;
        _configuration.BacklogPolicy = BacklogPolicy.FailFast;
        _configuration.ReconnectRetryPolicy = new LinearRetry((int)Reconnect.TotalMilliseconds);
        _configuration.HeartbeatInterval = options.HeartbeatInterval;
        _configuration.SyncTimeout = budget;
        _configuration.AsyncTimeout = budget;

        // Keys belong into no log, and a stalled server fails many calls at once: their exceptions should be cheap.
        _configuration.IncludeDetailInExceptions = false;
        if (_configuration.ConnectTimeout == DefaultConnectTimeout)
        {
            _configuration.ConnectTimeout = Math.Max(1000, budget);
        }
    }

    public bool KeepsBudget => true;

    public string EndPoints => string.Join(", ", _configuration.EndPoints.Select(EndPointText.Of));

    public async Task<IConnectionMultiplexer> ConnectAsync()
    {
        if (_dedicatedThreads)
        {
            _configuration.Tunnel ??= new BlockingSockets(_configuration.BeforeSocketConnect);
            ConnectionMultiplexer.SetFeatureFlag("DedicatedThreads", true);
        }

        return await ConnectionMultiplexer.ConnectAsync(_configuration).ConfigureAwait(false);
    }

    public async ValueTask ReleaseAsync(IConnectionMultiplexer multiplexer) =>
        await multiplexer.DisposeAsync().ConfigureAwait(false);
}
