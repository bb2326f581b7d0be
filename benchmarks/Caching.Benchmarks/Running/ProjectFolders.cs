namespace Caching.Benchmarks.Running;

/// <summary>Where measurements are kept, and where what people look at is written, from any working folder.</summary>
internal static class ProjectFolders
{
    private static readonly string Root = FindRoot();

    /// <summary>BenchmarkDotNet's own output and our figures: not committed. A smoke run keeps its own.</summary>
    public static string Artifacts { get; } =
        Path.Combine(Root, "artifacts", "benchmarks", BenchmarkSettings.IsSmoke ? "smoke" : "measured");

    /// <summary>Tables and charts: committed, unless they come from a smoke run.</summary>
    public static string Results { get; } =
        BenchmarkSettings.IsSmoke ? Path.Combine(Artifacts, "report") : Path.Combine(Root, "benchmarks", "results");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cache.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("Cache.sln isn't in any folder above; run from a checkout.");
    }
}
