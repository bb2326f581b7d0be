using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Makes proxies of a type that is there: Castle would look the type up again for each, and reflect on its constructor.</summary>
internal sealed class ProxyConstructor
{
    private readonly ConstructorInvoker _constructor;
    private readonly Type[] _parameters;
    private readonly IInterceptorSelector? _selector;
    private readonly DirectHits[] _hits;

    private ProxyConstructor(
        ConstructorInfo constructor,
        Type[] parameters,
        IInterceptorSelector? selector,
        DirectHits[] hits
    )
    {
        _constructor = ConstructorInvoker.Create(constructor);
        _parameters = parameters;
        _selector = selector;
        _hits = hits;
    }

    /// <summary>Finds the constructor; <see langword="null"/> when it wants more than interceptors, a selector, a target and hits.</summary>
    public static ProxyConstructor? Of(Type proxy, IInterceptorSelector? selector, DirectHits[] hits)
    {
        Type[] known = [typeof(IInterceptor[]), typeof(IInterceptorSelector)];
        known = hits.Length == 0 ? known : [.. known, typeof(DirectHits[])];
        foreach (var constructor in proxy.GetConstructors())
        {
            Type[] parameters = [.. constructor.GetParameters().Select(static parameter => parameter.ParameterType)];
            if (parameters.Length == known.Length + 1 && known.All(parameters.Contains))
            {
                return new(constructor, parameters, selector, hits);
            }
        }

        return null;
    }

    public object Invoke(object target, IInterceptor[] interceptors) =>
        _hits.Length == 0
            ? _constructor.Invoke(
                Argument(0, target, interceptors),
                Argument(1, target, interceptors),
                Argument(2, target, interceptors)
            )
            : _constructor.Invoke(
                Argument(0, target, interceptors),
                Argument(1, target, interceptors),
                Argument(2, target, interceptors),
                Argument(3, target, interceptors)
            );

    private object? Argument(int index, object target, IInterceptor[] interceptors) =>
        _parameters[index] == typeof(IInterceptor[]) ? interceptors
        : _parameters[index] == typeof(IInterceptorSelector) ? _selector
        : _parameters[index] == typeof(DirectHits[]) ? _hits
        : target;
}
