using System.Globalization;

namespace Caching.Redis.Servers;

/// <summary>Runs <c>redis-cli</c>.</summary>
internal static class RedisCli
{
    /// <summary>Runs one command; an error that the server answers is an exception, too.</summary>
    public static Task<string> RunAsync(int port, params string[] arguments) =>
        RunAsync(["-e", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), .. arguments]);

    public static async Task<string> RunAsync(string[] arguments)
    {
        var (code, output, errors) = await Command.RunAsync("redis-cli", arguments).ConfigureAwait(false);
        return code == 0
            ? output.TrimEnd('\n')
            : throw new InvalidOperationException($"redis-cli {string.Join(' ', arguments)}: {output}{errors}");
    }
}
