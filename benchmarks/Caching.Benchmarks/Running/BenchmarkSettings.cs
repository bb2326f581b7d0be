using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Caching.Benchmarks.Running;

/// <summary>How every suite is measured, unless its class says otherwise.</summary>
/// <remarks>
/// Short iterations, but enough of them and a warm-up that reaches the optimised code: repeats within a few percent on
/// two shared cores. Read ratios and bytes; nanoseconds are this machine's, today.
/// </remarks>
internal static class BenchmarkSettings
{
    /// <summary>Whether a run only shows that everything works: one short iteration, no figures worth reading.</summary>
    public static bool IsSmoke { get; } = Environment.GetEnvironmentVariable("BENCHMARKS_SMOKE") == "1";

    public static IConfig Create() =>
        ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithIterationTime(TimeInterval.FromMilliseconds(IsSmoke ? 5 : 100))
                    .WithWarmupCount(IsSmoke ? 1 : 4)
                    .WithIterationCount(IsSmoke ? 1 : 12)
            )
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddExporter(JsonExporter.BriefCompressed)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(ProjectFolders.Artifacts);
}
