using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Stands for any selector where a proxy type is generated.</summary>
/// <remarks>
/// Castle keeps the options that it generated a type with as long as the process lives: with the selector of a plan it would
/// keep the whole cache of the first container. Proxies get their plan's own selector; this one is never asked.
/// </remarks>
internal sealed class StandInSelector : IInterceptorSelector
{
    public static readonly StandInSelector Instance = new();

    public IInterceptor[] SelectInterceptors(Type type, MethodInfo method, IInterceptor[] interceptors) => interceptors;
}
