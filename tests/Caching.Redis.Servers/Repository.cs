namespace Caching.Redis.Servers;

/// <summary>The folder of the solution, found from where this program's files are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cache.sln")))
        {
            folder =
                folder.Parent ?? throw new DirectoryNotFoundException($"No Cache.sln above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}
