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

    /// <summary>Returns what was sent once nothing more is: earlier operations, and what follows upon their answers, are over.</summary>
    public async Task<IReadOnlyList<string>> TakeUntilQuietAsync()
    {
        List<string> sent = [];
        var quiet = 0;
        await Polling.UntilAsync(
            () =>
            {
                var taken = Take();
                sent.AddRange(taken);
                quiet = taken.Count == 0 ? quiet + 1 : 0;
                return Task.FromResult(quiet == 3);
            },
            "nothing is sent"
        );
        return sent;
    }
}
