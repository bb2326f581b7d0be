using System.Reflection;

namespace Caching.Interception;

/// <summary>A method of a proxy type whose hits can be answered before Castle makes an invocation of the call.</summary>
/// <param name="Method">The method of Castle's type.</param>
/// <param name="Shape">What it returns.</param>
/// <param name="Hits">What finds its hits.</param>
internal readonly record struct HitMethod(MethodInfo Method, ReturnShape Shape, DirectHits Hits)
{
    /// <summary>Lists those of a proxy type; what Castle seals, as two interfaces name it alike, stays with it.</summary>
    public static IReadOnlyList<HitMethod> Of(Type proxy, ServicePlan plan) =>
        [
            .. from method in plan.Methods.Values
            let own = Implementation(proxy, method.Method)
            where !own.IsFinal
            let hits = method.DirectHits()
            where hits is not null
            select new HitMethod(own, method.Shape, hits),
        ];

    private static MethodInfo Implementation(Type proxy, MethodInfo method)
    {
        var map = proxy.GetInterfaceMap(method.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
    }
}
