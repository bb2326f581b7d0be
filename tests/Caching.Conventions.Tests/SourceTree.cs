namespace Caching.Conventions.Tests;

/// <summary>The project's own files, found from the folder that holds the solution.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(string folder, string pattern = "*.cs") =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !IsBuildOutput(file));

    public static string Name(string file) => Path.GetRelativePath(Root, file);

    private static bool IsBuildOutput(string file) =>
        Name(file).Split(Path.DirectorySeparatorChar) is var parts && (parts.Contains("obj") || parts.Contains("bin"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Cache.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
