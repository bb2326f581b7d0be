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
    public static IConfig Create() =>
        ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithIterationTime(TimeInterval.FromMilliseconds(100))
                    .WithWarmupCount(4)
                    .WithIterationCount(12)
            )
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddExporter(JsonExporter.BriefCompressed)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(ProjectFolders.Artifacts);
}
