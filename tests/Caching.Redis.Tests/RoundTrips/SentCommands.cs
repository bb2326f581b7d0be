using Caching.Redis.Servers;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace Caching.Redis.Tests.RoundTrips;

/// <summary>What a connection has sent: the client itself notes each command once it is answered.</summary>
internal sealed class SentCommands
{
    public const string Get = "GET";
    public const string Script = "script";

    private readonly ProfilingSession _session = new();

    public SentCommands(IConnectionMultiplexer connection) => connection.RegisterProfiler(() => _session);

    /// <summary>Returns what was sent since the last call, in the order of sending; EVAL and EVALSHA are one to a test.</summary>
    public IReadOnlyList<string> Take() =>
        [
            .. _session
                .FinishProfiling()
                .OrderBy(command => command.CommandCreated)
                .ThenBy(command => command.CreationToEnqueued)
                .Select(command => command.Command is "EVAL" or "EVALSHA" ? Script : command.Command),
        ];

    /// <summary>Returns once what an earlier operation sends in the background is over.</summary>
    public Task UntilQuietAsync()
    {
        var quiet = 0;
        return Polling.UntilAsync(
            () =>
            {
                quiet = Take().Count == 0 ? quiet + 1 : 0;
                return Task.FromResult(quiet == 3);
            },
            "nothing is sent"
        );
    }
}
