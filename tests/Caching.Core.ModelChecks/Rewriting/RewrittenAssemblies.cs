using System.Reflection;
using System.Runtime.Loader;
using Caching.Core.ModelChecks.Models;

namespace Caching.Core.ModelChecks.Rewriting;

/// <summary>The library and the models, rewritten so that the model checker decides who goes on, in a context of their own.</summary>
internal sealed class RewrittenAssemblies : AssemblyLoadContext, IDisposable
{
    private readonly string _folder;

    private RewrittenAssemblies(string folder)
        : base("rewritten", isCollectible: true) => _folder = folder;

    /// <summary>Rewrites copies of the assemblies; a bug is seeded into the library's first.</summary>
    public static RewrittenAssemblies Make(SeededBug? bug)
    {
        var folder = Directory.CreateTempSubdirectory("caching-models-").FullName;
        var core = Copy(typeof(CachingBuilder).Assembly, folder);
        bug?.SeedInto(core);
        CoyoteRewriter.Rewrite(folder, [core, Copy(typeof(Model).Assembly, folder)]);
        return new(folder);
    }

    /// <summary>Makes the rewritten twin of a check.</summary>
    public Func<Task> Twin(Type check, object[] arguments)
    {
        var models = LoadFromAssemblyName(typeof(Model).Assembly.GetName());
        var twin = Activator.CreateInstance(models.GetType(check.FullName!)!, arguments)!;
        return twin.GetType().GetMethod(nameof(IModelCheck.RunAsync))!.CreateDelegate<Func<Task>>(twin);
    }

    public void Dispose()
    {
        Unload();
        Directory.Delete(_folder, recursive: true);
    }

    // Coyote copies itself beside what it rewrites; there must be one of it only.
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return assemblyName.Name!.StartsWith("Caching.", StringComparison.Ordinal) && File.Exists(path)
            ? LoadFromAssemblyPath(path)
            : null;
    }

    private static string Copy(Assembly assembly, string folder)
    {
        var copy = Path.Combine(folder, Path.GetFileName(assembly.Location));
        File.Copy(assembly.Location, copy);
        return copy;
    }
}
