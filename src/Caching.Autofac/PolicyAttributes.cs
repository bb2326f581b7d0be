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
        if (!contract.IsAssignableFrom(implementation))
        {
            return null;
        }

        var implementing = Implementing(implementation, contract.GetInterfaces().Prepend(contract));
        return implementing.FirstOrDefault(method => method is not null && Carries(method))
            ?? Carriers(implementation).FirstOrDefault(member => implementing.Contains(GetterOf(member)));
    }

    /// <summary>Finds the members of an implementation that implement nothing, so that no call to them passes a proxy.</summary>
    public static IEnumerable<MemberInfo> FindStray(Type implementation)
    {
        var implementing = Implementing(implementation, implementation.GetInterfaces());
        return Carriers(implementation).Where(member => !implementing.Contains(GetterOf(member)));
    }

    /// <summary>Finds what an implementation carries and a plan that was made for a type that it stands behind didn't see.</summary>
    /// <returns>A member that implements one of a contract, or a class with defaults for all of them.</returns>
    public static MemberInfo? FindBeyond(Type planned, Type implementation, IEnumerable<Type> contracts)
    {
        var unseen = Bases(implementation).TakeWhile(type => !type.IsAssignableFrom(planned)).ToArray();
        if (unseen.Length == 0)
        {
            return null;
        }

        HashSet<Type> wanted = [.. contracts.SelectMany(contract => contract.GetInterfaces().Prepend(contract))];
        var interfaces = implementation
            .GetInterfaces()
            .Where(type => wanted.Contains(type) || wanted.Any(other => other.IsAssignableFromVariantOf(type)));
        var implementing = Implementing(implementation, interfaces)
            .Select(method => method?.GetBaseDefinition())
            .ToHashSet(SameMethod.Instance);
        return unseen
            .SelectMany(type => type.GetMembers(Instance | BindingFlags.DeclaredOnly).Where(Implements).Prepend(type))
            .FirstOrDefault(CarriesItself);

        bool Implements(MemberInfo member) => implementing.Contains(GetterOf(member)?.GetBaseDefinition());
    }

    private static IEnumerable<Type> Bases(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }

    private static bool CarriesItself(MemberInfo member) =>
        member.CustomAttributes.Any(data => data.AttributeType.Assembly == typeof(CachedAttribute).Assembly);

    private static IEnumerable<MemberInfo> Carriers(Type implementation) =>
        implementation.IsInterface ? [] : implementation.GetMembers(Instance).Where(Carries);

    private static MethodInfo? GetterOf(MemberInfo member) =>
        member is PropertyInfo property ? property.GetMethod : member as MethodInfo;

    // By handle: the same method is another object where a base class or a derived one is asked for it. An array has no
    // interface maps, and no policies either.
    private static HashSet<MethodInfo?> Implementing(Type implementation, IEnumerable<Type> interfaces) =>
        implementation.IsInterface || implementation.IsArray
            ? []
            : interfaces
                .SelectMany(type => implementation.GetInterfaceMap(type).TargetMethods)
                .ToHashSet<MethodInfo?>(SameMethod.Instance);

    private static bool Carries(MemberInfo member) =>
        Attribute.IsDefined(member, typeof(StoringAttribute), inherit: true)
        || Attribute.IsDefined(member, typeof(InvalidateCacheAttribute), inherit: true);

    private sealed class SameMethod : IEqualityComparer<MethodInfo?>
    {
        public static readonly SameMethod Instance = new();

        public bool Equals(MethodInfo? x, MethodInfo? y) => x?.MethodHandle == y?.MethodHandle;

        public int GetHashCode(MethodInfo? method) => method?.MethodHandle.GetHashCode() ?? 0;
    }
}
