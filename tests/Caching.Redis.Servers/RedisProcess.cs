using System.Globalization;

namespace Caching.Redis.Servers;

/// <summary>A <c>redis-server</c> that keeps nothing on disk.</summary>
public sealed class RedisProcess : ServerProcess
{
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;

    private RedisProcess(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        _arguments = arguments;
        _environment = environment;
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="arguments">More arguments, such as <c>--maxmemory 50mb</c>, each word one string.</param>
    public static Task<RedisProcess> StartAsync(params string[] arguments) =>
        StartAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Starts a server with environment variables of its own and waits until it answers.</summary>
    /// <param name="environment">Variables in addition to this program's, such as <c>LD_PRELOAD</c>.</param>
    /// <param name="arguments">More arguments, such as <c>--maxmemory 50mb</c>, each word one string.</param>
    public static async Task<RedisProcess> StartAsync(
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        var server = new RedisProcess(arguments, environment);
        await server.LaunchAsync().ConfigureAwait(false);
        return server;
    }

    private protected override IReadOnlyList<string> CommandLine() =>
        [
            "env",
            .. _environment.Select(variable => $"{variable.Key}={variable.Value}"),
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            Port.ToString(CultureInfo.InvariantCulture),
            "--dir",
            Folder,
            "--save",
            "",
            "--appendonly",
            "no",
            "--repl-diskless-sync-delay", // otherwise a replica waits 5 s for others to come
            "0",
            .. _arguments,
        ];

    private protected override async Task<bool> IsOursAsync() =>
        await ServerWire.AskAsync(Port, "INFO", "server").ConfigureAwait(false) is { } info
        && (info.StartsWith('-') || info.Contains($"process_id:{Pid}\r\n", StringComparison.Ordinal));
}
