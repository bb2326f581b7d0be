using System.Reflection;

namespace Caching.Registration;

/// <summary>Finds members that carry a policy by attribute.</summary>
internal static class PolicyAttributes
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Finds a member of a type, or of an interface that it inherits if it is one itself.</summary>
    public static MemberInfo? FindIn(Type type) =>
        (type.IsInterface ? type.GetInterfaces().Prepend(type) : [type])
            .SelectMany(static declaring => declaring.GetMembers(Instance))
            .FirstOrDefault(Carries);

    /// <summary>Finds a member of an implementation that implements a member of a contract.</summary>
    public static MemberInfo? FindIn(Type implementation, Type contract)
    {
        // An array has no interface maps, and no policies either.
        if (implementation.IsInterface || implementation.IsArray || !contract.IsAssignableFrom(implementation))
        {
            return null;
        }

        var implementing = contract
            .GetInterfaces()
            .Prepend(contract)
            .SelectMany(type => implementation.GetInterfaceMap(type).TargetMethods)
            .ToHashSet();
        return implementing.FirstOrDefault(Carries)
            ?? (MemberInfo?)
                implementation
                    .GetProperties(Instance)
                    .FirstOrDefault(property =>
                        Carries(property) && property.GetMethod is { } getter && implementing.Contains(getter)
                    );
    }

    private static bool Carries(MemberInfo member) =>
        Attribute.IsDefined(member, typeof(StoringAttribute), inherit: true)
        || Attribute.IsDefined(member, typeof(InvalidateCacheAttribute), inherit: true);
}
