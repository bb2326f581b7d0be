using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Caching.Redis.Races;

namespace Caching.Redis.Tests.Races;

/// <summary>Several processes that race, and what they said in the end.</summary>
internal sealed partial class RaceRun
{
    private const int Processes = 4;
    private const int Workers = 32;

    // Only ends what would hang.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string[] _outputs;
    private readonly int[] _codes;

    private RaceRun(string[] outputs, int[] codes)
    {
        _outputs = outputs;
        _codes = codes;
    }

    public IReadOnlyList<int> ExitCodes => _codes;

    public string Output => string.Join('\n', _outputs);

    /// <summary>Starts the processes and waits for all of them.</summary>
    /// <param name="cache">The servers that are raced on.</param>
    /// <param name="origin">The server with the committed values.</param>
    /// <param name="operations">How many operations all of them do together.</param>
    /// <param name="buckets">How many buckets.</param>
    /// <param name="faultEvery">After how many operations of the first process something is done to a log.</param>
    /// <param name="bug">What is wrong with the scripts.</param>
    public static async Task<RaceRun> StartAsync(
        string cache,
        string origin,
        int operations,
        int buckets,
        int faultEvery,
        SeededBug bug = SeededBug.None
    )
    {
        var race = new RaceOptions(
            cache,
            origin,
            0,
            Processes,
            operations / Processes,
            Workers,
            Random.Shared.Next(100_000),
            buckets,
            64,
            faultEvery,
            bug
        );
        var begun = Stopwatch.GetTimestamp();
        var processes = Enumerable.Range(0, Processes).Select(number => Start(race with { Number = number })).ToArray();
        try
        {
            var outputs = await Task.WhenAll(processes.Select(OutputAsync));
            TestContext.Out.WriteLine(string.Join('\n', outputs));
            TestContext.Out.WriteLine(
                FormattableString.Invariant($"{Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s")
            );
            return new(outputs, [.. processes.Select(process => process.ExitCode)]);
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Kill(entireProcessTree: true);
                process.Dispose();
            }
        }
    }

    /// <summary>Adds up what the processes counted.</summary>
    public long Sum(string name) =>
        _outputs.Sum(output =>
            Count()
                .Matches(output)
                .Where(match => match.Groups["name"].Value == name)
                .Sum(match => Number(match.Groups["count"]))
        );

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static Process Start(RaceOptions race) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Caching.Redis.Races.dll"), .. race.ToArguments()]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    private static async Task<string> OutputAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return output + await errors;
    }

    [GeneratedRegex(@"\b(?<name>\w+)=(?<count>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Count();
}
