using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Makes proxies of a type that is there: Castle would look the type up again for each, and reflect on its constructor.</summary>
internal sealed class ProxyConstructor
{
    private readonly ConstructorInvoker _constructor;
    private readonly IInterceptorSelector? _selector;
    private readonly Type[] _parameters;

    private ProxyConstructor(ConstructorInfo constructor, Type[] parameters, IInterceptorSelector? selector)
    {
        _constructor = ConstructorInvoker.Create(constructor);
        _parameters = parameters;
        _selector = selector;
    }

    /// <summary>Finds the constructor; <see langword="null"/> when it wants more than interceptors, a selector and a target.</summary>
    public static ProxyConstructor? Of(Type proxy, IInterceptorSelector? selector)
    {
        foreach (var constructor in proxy.GetConstructors())
        {
            Type[] parameters = [.. constructor.GetParameters().Select(static parameter => parameter.ParameterType)];
            if (
                parameters.Length == 3
                && parameters.Contains(typeof(IInterceptor[]))
                && parameters.Contains(typeof(IInterceptorSelector))
            )
            {
                return new(constructor, parameters, selector);
            }
        }

        return null;
    }

    public object Invoke(object target, IInterceptor[] interceptors) =>
        _constructor.Invoke(
            Argument(0, target, interceptors),
            Argument(1, target, interceptors),
            Argument(2, target, interceptors)
        );

    private object? Argument(int index, object target, IInterceptor[] interceptors) =>
        _parameters[index] == typeof(IInterceptor[]) ? interceptors
        : _parameters[index] == typeof(IInterceptorSelector) ? _selector
        : target;
}
