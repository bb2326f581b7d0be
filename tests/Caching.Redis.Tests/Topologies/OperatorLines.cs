using System.Diagnostics;
using System.Globalization;
using Caching.Redis.Servers;

namespace Caching.Redis.Tests.Topologies;

/// <summary>The lines of README.md for operators, run as they stand there.</summary>
internal static class OperatorLines
{
    /// <summary>Runs the line that begins and goes on like this, on a server of the test's; returns what it printed.</summary>
    public static async Task<string> RunAsync(int port, string begin, string part, bool whenFull = false)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "README.md"));
        var script = lines.Single(line => line.StartsWith("fence=", StringComparison.Ordinal));
        var call = lines.Single(line =>
            line.StartsWith(begin, StringComparison.Ordinal) && line.Contains(part, StringComparison.Ordinal)
        );
        var flag = whenFull ? "#!lua flags=allow-oom\n" : "";
        return await ShellAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                redis-cli() (command redis-cli -e -p {port} "$@")
                {script.Replace("local l,s", $"{flag}local l,s", StringComparison.Ordinal)}
                {call}
                """
            )
        );
    }

    private static async Task<string> ShellAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-c", commands])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output.Trim();
    }
}
