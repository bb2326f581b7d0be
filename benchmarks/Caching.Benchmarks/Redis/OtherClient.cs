using System.Diagnostics;
using System.Globalization;

namespace Caching.Benchmarks.Redis;

/// <summary>Another client of the same server, which reads all the time and notes how long it waits.</summary>
/// <remarks>In a process of its own: what the invalidating client's collector or thread pool does isn't the server's delay.</remarks>
internal sealed class OtherClient : IDisposable
{
    private readonly Process _process;

    private OtherClient(Process process) => _process = process;

    /// <summary>Starts one that has had its first answer.</summary>
    public static async Task<OtherClient> StartAsync(int port)
    {
        // Run by its own executable or by dotnet, which has to be told what to run.
        var self = Environment.ProcessPath!;
        string[] assembly =
            Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(OtherClient).Assembly.Location] : [];
        var start = new ProcessStartInfo(
            self,
            [.. assembly, OtherClientLoop.Verb, port.ToString(CultureInfo.InvariantCulture)]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        _ = await process.StandardOutput.ReadLineAsync();
        return new(process);
    }

    /// <summary>Lets it go on from here as if it had begun now.</summary>
    public async Task ResetAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        _ = await _process.StandardOutput.ReadLineAsync();
    }

    /// <summary>Stops it; how often it read, and the wait in milliseconds that 99 of 100 reads stayed under.</summary>
    public async Task<(long Reads, double P99)> StopAsync()
    {
        _process.StandardInput.Close();
        var words = (await _process.StandardOutput.ReadLineAsync())!.Split(' ');
        return (
            long.Parse(words[0], CultureInfo.InvariantCulture),
            double.Parse(words[1], CultureInfo.InvariantCulture)
        );
    }

    public void Dispose() => _process.Dispose();
}
