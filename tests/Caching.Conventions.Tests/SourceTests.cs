using System.Text.RegularExpressions;

namespace Caching.Conventions.Tests;

/// <summary>What the sources look like, as far as no analyzer says so.</summary>
public sealed class SourceTests
{
    [Test]
    public void No_source_file_exceeds_300_lines()
    {
        var long_files = SourceTree
            .Files("src")
            .Concat(SourceTree.Files("tests"))
            .Concat(SourceTree.Files("benchmarks"))
            .Where(file => File.ReadLines(file).Count() > 300)
            .Select(SourceTree.Name);

        Assert.That(long_files, Is.Empty);
    }

    [TestCase(@"\.Result\b|\.Wait\(\)|GetAwaiter\(\)\.GetResult\(\)", TestName = "Nothing in src blocks on a task")]
    [TestCase(@"DateTime(Offset)?\.(Utc)?Now|Stopwatch\.", TestName = "Nothing in src reads the wall clock")]
    [TestCase(@"#region|#pragma|\bdynamic\b", TestName = "Nothing in src hides behind a region, a pragma or dynamic")]
    [TestCase(@"TODO|FIXME|HACK|NotImplementedException", TestName = "Nothing in src is left open")]
    public void Nothing_in_src_matches(string pattern)
    {
        var hits = SourceTree
            .Files("src")
            .SelectMany(file => File.ReadLines(file).Where(IsCode).Select(line => (File: SourceTree.Name(file), line)))
            .Where(hit => Regex.IsMatch(hit.line, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

        Assert.That(hits, Is.Empty);
    }

    [Test]
    public void Partial_is_for_source_generators_only()
    {
        var files = SourceTree
            .Files("src")
            .Where(file => File.ReadAllText(file).Contains("partial class", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file))
            .Distinct();

        Assert.That(files, Is.SubsetOf(["Log.cs"]));
    }

    [Test]
    public void The_top_level_holds_what_was_agreed_and_nothing_else()
    {
        string[] agreed =
        [
            "src",
            "tests",
            "benchmarks",
            "artifacts",
            "Cache.sln",
            "LICENSE",
            "README.md",
            "global.json",
        ];
        var found = Directory
            .EnumerateFileSystemEntries(SourceTree.Root)
            .Select(entry => Path.GetFileName(entry))
            .Where(name => !name.StartsWith('.') && !name.StartsWith("Directory.", StringComparison.Ordinal));

        Assert.That(found, Is.SubsetOf(agreed));
    }

    private static bool IsCode(string line) => !line.TrimStart().StartsWith("//", StringComparison.Ordinal);
}
