namespace Caching.Redis.Servers;

/// <summary>The folder of the solution, found from where this program's files are.</summary>
public static class Repository
{
    /// <summary>The full path.</summary>
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
