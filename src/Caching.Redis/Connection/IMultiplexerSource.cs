using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Where a backend's connection comes from.</summary>
internal interface IMultiplexerSource
{
    /// <summary>Gets whether the client itself gives operations up in time.</summary>
    bool KeepsBudget { get; }

    /// <summary>Gets the servers, for people; no secrets.</summary>
    string EndPoints { get; }

    /// <summary>Connects; the connection may come up only later.</summary>
    Task<IConnectionMultiplexer> ConnectAsync();

    /// <summary>Lets go of a connection.</summary>
    ValueTask ReleaseAsync(IConnectionMultiplexer multiplexer);
}
