using System.Globalization;

namespace Caching.Redis.Servers;

/// <summary>One sentinel: a <c>redis-server</c> that watches a primary and keeps what it learns in its configuration.</summary>
public sealed class SentinelProcess : ServerProcess
{
    // By default sentinels make themselves known every 2 s and look at the servers every 10 s.
    private static readonly string[] Haste = "PUBLISH-PERIOD 200 INFO-PERIOD 500 ASK-PERIOD 200".Split(' ');

    private readonly string _watch;

    private SentinelProcess(string watch) => _watch = watch;

    private string ConfigurationFile => Path.Combine(Folder, "sentinel.conf");

    /// <summary>Starts a sentinel and waits until it answers.</summary>
    internal static async Task<SentinelProcess> StartAsync(string watch)
    {
        var server = new SentinelProcess(watch);
        await server.LaunchAsync().ConfigureAwait(false);
        await server.CliAsync(["SENTINEL", "DEBUG", .. Haste]).ConfigureAwait(false);
        return server;
    }

    private protected override IReadOnlyList<string> CommandLine() => ["redis-server", ConfigurationFile, "--sentinel"];

    private protected override int TakePort()
    {
        var port = base.TakePort();
        File.WriteAllText(
            ConfigurationFile,
            string.Create(CultureInfo.InvariantCulture, $"bind 127.0.0.1\nport {port}\ndir \"{Folder}\"\n{_watch}\n")
        );
        return port;
    }

    private protected override async Task<bool> IsOursAsync() =>
        await ServerWire.AskAsync(Port, "INFO", "server").ConfigureAwait(false) is { } info
        && info.Contains($"process_id:{Pid}\r\n", StringComparison.Ordinal);
}
