using System.Reflection;

namespace Caching;

/// <summary>Finds the method that implements an interface's method, wherever it stands.</summary>
internal sealed class ImplementationMap(Type implementation)
{
    private readonly Dictionary<Type, InterfaceMapping?> _maps = [];

    /// <summary>Returns the implementation, or <see langword="null"/> where it is unknown.</summary>
    public MethodInfo? Find(MethodInfo method)
    {
        var contract = method.DeclaringType!;
        if (!_maps.TryGetValue(contract, out var map))
        {
            map = MapOf(contract);
            _maps.Add(contract, map);
        }

        if (map is not { } known)
        {
            return null;
        }

        // By metadata, as a variant interface is implemented under other type arguments.
        var index = Array.FindIndex(known.InterfaceMethods, method.HasSameMetadataDefinitionAs);
        return index < 0 ? null : known.TargetMethods[index];
    }

    private InterfaceMapping? MapOf(Type contract)
    {
        if (implementation.IsInterface || !contract.IsAssignableFrom(implementation))
        {
            return null;
        }

        var interfaces = implementation.GetInterfaces();
        var implemented = interfaces.Contains(contract)
            ? contract
            : Array.Find(interfaces, contract.IsAssignableFromVariantOf);
        return implemented is null ? null : implementation.GetInterfaceMap(implemented);
    }
}
