using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Says which services a proxy can stand for.</summary>
internal static class ProxyableService
{
    /// <summary>Adds what keeps an interface from being proxied.</summary>
    public static void Check(Type service, ICollection<CachingProblem> problems)
    {
        if (!IsAccessible(service))
        {
            problems.Add(
                new CachingProblem(
                    FriendlyNames.Of(service),
                    "is an interface that a proxy can't see: it, or a type that it is made of, isn't public.",
                    "Make it public, or write [assembly: InternalsVisibleTo(\"DynamicProxyGenAssembly2\")] in "
                        + $"{service.Assembly.GetName().Name} if it is internal."
                )
            );
        }

        if (StaticAbstractMember(service) is { } member)
        {
            problems.Add(
                new CachingProblem(
                    FriendlyNames.Of(service),
                    $"has the static abstract member {member.Name}, which no proxy can implement.",
                    "Move it to an interface that isn't registered as a service."
                )
            );
        }
    }

    /// <summary>Tells whether a type was generated, so that its name means nothing outside this process.</summary>
    public static bool IsProxy(Type type) => ProxyUtil.IsProxyType(type);

    // Castle's own test looks at the type only, and creating the proxy then fails for what the type is made of.
    private static bool IsAccessible(Type type) =>
        type.HasElementType ? IsAccessible(type.GetElementType()!)
        : type.IsConstructedGenericType ? ProxyUtil.IsAccessible(type) && type.GetGenericArguments().All(IsAccessible)
        : ProxyUtil.IsAccessible(type);

    private static MethodInfo? StaticAbstractMember(Type service) =>
        service
            .GetInterfaces()
            .Prepend(service)
            .SelectMany(static type =>
                type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            )
            .FirstOrDefault(static method => method.IsAbstract);
}
