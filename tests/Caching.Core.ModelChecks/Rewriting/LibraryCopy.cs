using System.Reflection;
using System.Runtime.Loader;

namespace Caching.Core.ModelChecks.Rewriting;

/// <summary>A copy of the library and of this assembly, changed on the way, in a context of its own.</summary>
internal sealed class LibraryCopy : AssemblyLoadContext, IDisposable
{
    private static readonly Assembly Library = typeof(CachingBuilder).Assembly;
    private static readonly Assembly Models = typeof(LibraryCopy).Assembly;

    private readonly string _folder;

    private LibraryCopy()
        : base("copy", isCollectible: true)
    {
        _folder = Directory.CreateTempSubdirectory("caching-models-").FullName;
        File.Copy(Library.Location, PathOf(Library.GetName()));
        File.Copy(Models.Location, PathOf(Models.GetName()));
    }

    /// <summary>Makes a copy in which the model checker decides who goes on; a bug is seeded into the library's first.</summary>
    public static LibraryCopy Control(SeededBug? bug)
    {
        var copy = new LibraryCopy();
        bug?.SeedInto(copy.PathOf(Library.GetName()));
        CoyoteRewriter.Rewrite(copy._folder, [copy.PathOf(Library.GetName()), copy.PathOf(Models.GetName())]);
        return copy;
    }

    /// <summary>Makes a copy with a bug.</summary>
    public static LibraryCopy Seed(SeededBug bug)
    {
        var copy = new LibraryCopy();
        bug.SeedInto(copy.PathOf(Library.GetName()));
        return copy;
    }

    /// <summary>Makes an object of a type's twin.</summary>
    public object Twin(Type type, object[] arguments) => Activator.CreateInstance(TwinOf(type), arguments)!;

    /// <summary>Finds a static method's twin.</summary>
    public TDelegate Twin<TDelegate>(TDelegate original)
        where TDelegate : Delegate =>
        TwinOf(original.Method.DeclaringType!).GetMethod(original.Method.Name)!.CreateDelegate<TDelegate>();

    public void Dispose()
    {
        Unload();
        Directory.Delete(_folder, recursive: true);
    }

    // Coyote copies itself beside what it rewrites; there must be one of it only.
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name!.StartsWith("Caching.", StringComparison.Ordinal) && File.Exists(PathOf(assemblyName))
            ? LoadFromAssemblyPath(PathOf(assemblyName))
            : null;

    private Type TwinOf(Type type) =>
        LoadFromAssemblyName(Models.GetName()).GetType(type.FullName!, throwOnError: true)!;

    private string PathOf(AssemblyName assembly) => Path.Combine(_folder, assembly.Name + ".dll");
}
