using System.Reflection;

namespace Caching.Interception;

/// <summary>A method of a proxy type whose hits can be answered before Castle makes an invocation of the call.</summary>
/// <param name="Service">The method of the interface.</param>
/// <param name="Method">The method of Castle's type.</param>
/// <param name="Shape">What it returns.</param>
/// <param name="Hits">What finds its hits.</param>
internal readonly record struct HitMethod(MethodInfo Service, MethodInfo Method, ReturnShape Shape, DirectHits Hits)
{
    /// <summary>Lists those of a proxy type that another assembly can call.</summary>
    /// <remarks>Castle hides what is internal, and what two interfaces name alike.</remarks>
    public static IReadOnlyList<HitMethod> Of(Type proxy, ServicePlan plan) =>
        [
            .. from method in plan.Methods.Values
            let own = Implementation(proxy, method.Method)
            where own.IsPublic
            let hits = method.DirectHits()
            where hits is not null
            select new HitMethod(method.Method, own, method.Shape, hits),
        ];

    private static MethodInfo Implementation(Type proxy, MethodInfo method)
    {
        var map = proxy.GetInterfaceMap(method.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
    }
}
