namespace Caching.Redis.Servers;

/// <summary>What a server's INFO says.</summary>
internal static class ServerInfo
{
    public static async Task<bool> HasAsync(ServerProcess server, string section, params string[] texts) =>
        await ServerWire.AskAsync(server.Port, "INFO", section).ConfigureAwait(false) is { } info
        && texts.All(text => info.Contains(text, StringComparison.Ordinal));
}
