namespace Caching.Conventions.Tests;

/// <summary>The commands that a stranger copies are those that run here.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    [Test]
    public void The_test_command_is_what_ci_runs()
    {
        var ci = File.ReadAllText(Path.Combine(SourceTree.Root, ".ci", "run"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Readme, Does.Contain("dotnet test Cache.sln -c Release"));
            Assert.That(ci, Does.Contain("dotnet test Cache.sln -c Release"));
        }
    }

    [Test]
    public void The_run_command_names_the_sample() =>
        Assert.That(Readme, Does.Contain("dotnet run --project src/Caching.Sample"));

    [Test]
    public void Every_link_to_a_file_leads_somewhere()
    {
        var links = Readme
            .Split("](")
            .Skip(1)
            .Select(part => part[..part.IndexOf(')', StringComparison.Ordinal)].Split('#')[0])
            .Where(link => link.Length > 0 && !link.Contains("://", StringComparison.Ordinal));

        Assert.That(links.Where(link => !Path.Exists(Path.Combine(SourceTree.Root, link))), Is.Empty);
    }
}
