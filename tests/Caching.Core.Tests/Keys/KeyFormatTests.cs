namespace Caching.Core.Tests.Keys;

public sealed class KeyFormatTests
{
    private const string UpdateVariable = "UPDATE_GOLDEN_FILES";

    [Test]
    public void The_key_format_is_that_of_the_golden_file()
    {
        var path = Path.Combine(Sources(), "tests", "Caching.Core.Tests", "Keys", "keys.golden.txt");
        string[] actual = [.. GoldenKeys.All().Select(pair => $"{pair.Case} => {pair.Key}")];
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllLines(path, actual);
        }

        Assert.That(
            actual,
            Is.EqualTo(File.ReadAllLines(path)),
            $"The key format changed: entries of running applications would be missed. If that is meant, bump the version and run the test with {UpdateVariable}=1."
        );
    }

    [Test]
    public void Every_golden_case_has_its_own_key() =>
        Assert.That(
            GoldenKeys
                .All()
                .Where(pair => pair.Key.StartsWith("p:", StringComparison.Ordinal))
                .Select(pair => pair.Key),
            Is.Unique
        );

    private static string Sources()
    {
        var directory = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Cache.sln")))
        {
            directory =
                directory.Parent ?? throw new DirectoryNotFoundException("Run the tests inside the repository.");
        }

        return directory.FullName;
    }
}
