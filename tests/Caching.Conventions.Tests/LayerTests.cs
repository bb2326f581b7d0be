using System.Reflection;

namespace Caching.Conventions.Tests;

/// <summary>The arrows between assemblies are the only references.</summary>
public sealed class LayerTests
{
    [TestCase("Caching.Abstractions", "")]
    [TestCase("Caching.Core", "BitFaster.Caching,Caching.Abstractions,Microsoft.Extensions.Logging.Abstractions")]
    [TestCase("Caching.Interception", "Castle.Core,Caching.Abstractions,Caching.Core")]
    [TestCase("Caching.Autofac", "Autofac,Caching.Abstractions,Caching.Core,Caching.Interception")]
    [TestCase(
        "Caching.Redis",
        "Caching.Abstractions,Caching.Core,Microsoft.Extensions.Logging.Abstractions,RESPite,StackExchange.Redis"
    )]
    public void An_assembly_references_its_layer_and_nothing_else(string assembly, string allowed)
    {
        var references = Assembly
            .Load(assembly)
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.That(references, Is.SubsetOf(allowed.Split(',')));
    }

    [Test]
    public void Each_dependency_is_seen_by_one_project_only()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(UsersOf("Castle."), Is.EqualTo(["Caching.Interception"]));
            Assert.That(UsersOf("Autofac"), Is.EqualTo(["Caching.Autofac", "Caching.Sample"]));
            Assert.That(UsersOf("BitFaster."), Is.EqualTo(["Caching.Core"]));
            Assert.That(UsersOf("StackExchange."), Is.SubsetOf(["Caching.Redis", "Caching.Sample"]).And.Not.Empty);
            Assert.That(UsersOf("System.IO.Hashing"), Is.EqualTo(["Caching.Redis"]));
        }
    }

    [Test]
    public void No_namespace_ends_in_the_root_of_a_dependency()
    {
        string[] roots = ["Autofac", "Castle", "BitFaster", "StackExchange", "Microsoft", "System"];
        var namespaces = SourceTree
            .Files("src")
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("namespace Caching.", StringComparison.Ordinal))
            .Select(line => line.TrimEnd(';').Split('.')[^1]);

        Assert.That(namespaces.Intersect(roots), Is.Empty);
    }

    private static IEnumerable<string> UsersOf(string root) =>
        SourceTree
            .Files("src")
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("using " + root, StringComparison.Ordinal)))
            .Select(file => SourceTree.Name(file).Split(Path.DirectorySeparatorChar)[1])
            .Distinct()
            .Order();
}
