namespace Caching;

/// <summary>Relations of interfaces that reflection has no exact word for.</summary>
internal static class TypeRelations
{
    /// <summary>Tells whether a type is or inherits an interface as written, without variance.</summary>
    public static bool HasInterface(this Type type, Type contract) =>
        type == contract || type.GetInterfaces().Contains(contract);

    /// <summary>Tells whether another closing of the same interface stands in for this one, by variance.</summary>
    public static bool IsAssignableFromVariantOf(this Type contract, Type implemented) =>
        contract.IsGenericType
        && implemented.IsGenericType
        && contract.GetGenericTypeDefinition() == implemented.GetGenericTypeDefinition()
        && contract.IsAssignableFrom(implemented);
}
