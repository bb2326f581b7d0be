using System.Text.RegularExpressions;

namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.12 and 5.13: nothing blocks on a task, and no test sleeps.</summary>
public sealed class SourceConventionTests
{
    [Test]
    public void S5_13_nothing_in_src_blocks_on_a_task() =>
        Assert.That(Grep("src", @"\.Result\b|\.Wait\(\)|GetAwaiter\(\)\.GetResult\(\)"), Is.Empty);

    [Test]
    public void S5_12_no_test_sleeps() =>
        Assert.That(Grep("tests", @"Thread\.Slee" + @"p|Task\.Dela" + @"y\("), Is.Empty);

    // Every line, comments too: as somebody would grep.
    private static IEnumerable<string> Grep(string folder, string pattern) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from line in File.ReadLines(file)
        where Regex.IsMatch(line, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))
        select $"{Path.GetFileName(file)}: {line.Trim()}";

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Cache.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
