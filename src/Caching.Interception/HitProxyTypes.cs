using System.Reflection.Emit;

namespace Caching.Interception;

/// <summary>Derives from Castle's proxy types ones that answer hits themselves, before Castle makes an invocation of the call.</summary>
/// <remarks>
/// A hit by arguments alone so costs neither the invocation nor its boxes. Whatever isn't such a hit goes on to the
/// method of Castle's type. Thread-safe.
/// </remarks>
internal static class HitProxyTypes
{
    private static readonly Dictionary<Shape, Type> Types = [];
    private static readonly Dictionary<string, ModuleBuilder> Modules = [];
    private static readonly Lock Gate = new();
    private static int _emitted;

    /// <summary>Finds the type; its constructor takes what that of Castle's does, and then the methods' hits in this order.</summary>
    /// <param name="proxy">Castle's type; returned as it is when there are no methods.</param>
    /// <param name="methods">The methods that it answers hits of.</param>
    public static Type Of(Type proxy, IReadOnlyList<HitMethod> methods)
    {
        if (methods.Count == 0)
        {
            return proxy;
        }

        Shape shape = new(
            proxy,
            string.Join(
                ' ',
                methods.Select(static method =>
                    $"{method.Method.MetadataToken}:{method.Hits.GetType().TypeHandle.Value}"
                )
            )
        );
        lock (Gate)
        {
            if (!Types.TryGetValue(shape, out var type))
            {
                type = HitProxyType.Emit(ModuleOf(proxy), $"{proxy.FullName}_Hits{_emitted++}", proxy, methods);
                Types.Add(shape, type);
            }

            return type;
        }
    }

    // Of the name of Castle's, which internal interfaces are made visible to, and signed as that is.
    private static ModuleBuilder ModuleOf(Type proxy)
    {
        var name = proxy.Assembly.GetName();
        if (!Modules.TryGetValue(name.FullName, out var module))
        {
            module = AssemblyBuilder
                .DefineDynamicAssembly(name, AssemblyBuilderAccess.Run)
                .DefineDynamicModule(name.Name!);
            Modules.Add(name.FullName, module);
        }

        return module;
    }

    private sealed record Shape(Type Proxy, string Methods);
}
