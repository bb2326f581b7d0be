namespace Caching.Redis.Tests.Contract;

/// <summary>The command of README.md that makes a user who may do what the cache needs and nothing else.</summary>
internal static class LeastPrivilege
{
    private const string Head = "ACL SETUSER ";

    /// <summary>The key prefix that the user is made for.</summary>
    public const string Prefix = "shop";

    public static string[] Command { get; } = Read();

    public static string User => Command[2];

    public static string Password => Command.Single(word => word.StartsWith('>'))[1..];

    private static string[] Read()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cache.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This isn't the repository's folder.");
        }

        return File.ReadLines(Path.Combine(folder.FullName, "README.md"))
            .Single(line => line.StartsWith(Head, StringComparison.Ordinal))
            .Split(' ');
    }
}
