using System.Globalization;

namespace Caching.Redis.Servers;

/// <summary>Microsoft's Garnet, which needs nothing but this repository's tool manifest and understands Redis' protocol.</summary>
public sealed class GarnetProcess : ServerProcess
{
    private GarnetProcess() { }

    /// <summary>Whether <c>dotnet tool restore</c> has run, without which there is no Garnet.</summary>
    public static async Task<bool> IsRestoredAsync()
    {
        var version = "tool run garnet-server -- --version".Split(' ');
        return (await Command.RunAsync("dotnet", version, Repository.Root).ConfigureAwait(false)).Code == 0;
    }

    /// <summary>Starts a server that runs Lua scripts as transactions, and waits until it answers.</summary>
    public static async Task<GarnetProcess> StartAsync()
    {
        var server = new GarnetProcess();
        await server.LaunchAsync().ConfigureAwait(false);
        return server;
    }

    private protected override IReadOnlyList<string> CommandLine() =>
        [
            .. "dotnet tool run garnet-server -- --bind 127.0.0.1 --port".Split(' '),
            Port.ToString(CultureInfo.InvariantCulture),
            .. "--memory 64m --page 1m --index 8m --lua --lua-transaction-mode --logger-level Error -q".Split(' '),
        ];

    // The folder in which the tool manifest is found.
    private protected override string WorkingDirectory => Repository.Root;
}
