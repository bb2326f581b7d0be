namespace Caching.Redis.Servers;

/// <summary>Which servers this machine has.</summary>
public static class TestServers
{
    private static readonly string[] Programs = ["redis-server", "redis-cli", "setsid"];

    /// <summary>Whether <c>redis-server</c>, and what drives it here, is on the PATH.</summary>
    public static bool RedisIsInstalled { get; } = Programs.All(IsOnPath);

    /// <summary>Says which server is used.</summary>
    public static string Message { get; } =
        RedisIsInstalled
            ? $"redis-server: {FindOnPath("redis-server")}"
            : $"garnet-server of the tool manifest; not on the PATH: {string.Join(", ", Programs.Where(name => !IsOnPath(name)))}";

    /// <summary>Starts Redis where it is installed, Garnet where it isn't.</summary>
    public static async Task<ServerProcess> StartAsync() =>
        RedisIsInstalled
            ? await RedisProcess.StartAsync().ConfigureAwait(false)
            : await GarnetProcess.StartAsync().ConfigureAwait(false);

    private static bool IsOnPath(string program) => FindOnPath(program) is not null;

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
