using System.Reflection;
using Microsoft.Coyote;
using Microsoft.Coyote.Rewriting;

namespace Caching.Core.ModelChecks.Rewriting;

/// <summary>Runs Coyote's rewriter, whose command line tool isn't needed for that.</summary>
internal static class CoyoteRewriter
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Assembly Coyote = typeof(RewritingEngine).Assembly;

    /// <summary>Rewrites assemblies in a folder in place.</summary>
    public static void Rewrite(string folder, IEnumerable<string> assemblies)
    {
        var configuration = Configuration.Create().WithTelemetryEnabled(false);
        var type = Coyote.GetType("Microsoft.Coyote.Rewriting.RewritingOptions", throwOnError: true)!;
        var options = type.GetMethod("Create", Any)!.Invoke(null, null)!;
        Set(options, "AssembliesDirectory", folder);
        Set(options, "OutputDirectory", folder);
        Set(options, "AssemblyPaths", assemblies.ToHashSet());
        Set(options, "DependencySearchPaths", new List<string> { AppContext.BaseDirectory });
        var run = typeof(RewritingEngine).GetMethods(Any).Single(method => method.Name == "Run" && method.IsStatic);
        var parameters = run.GetParameters();
        var log = Make(parameters[2].ParameterType, configuration, false);
        run.Invoke(null, [options, configuration, log, Make(parameters[3].ParameterType)]);
    }

    private static void Set(object options, string property, object value) =>
        options.GetType().GetProperty(property, Any)!.SetValue(options, value);

    private static object Make(Type type, params object[] arguments) =>
        Activator.CreateInstance(type, Any, null, arguments, null)!;
}
