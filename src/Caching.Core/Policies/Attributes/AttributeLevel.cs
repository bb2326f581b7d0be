using System.Reflection;

namespace Caching;

/// <summary>The attributes of one declaration of a method: an override, what it overrides, or the interface's method.</summary>
internal sealed record AttributeLevel(MethodInfo Method, IReadOnlyList<CustomAttributeData> Attributes)
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Gets the text that names this declaration as a source.</summary>
    public string Source { get; } = "attribute on " + FriendlyNames.Of(Method);

    /// <summary>Gets the declarations that carry attributes of ours, the nearest to the implementation first.</summary>
    public static IReadOnlyList<AttributeLevel> AllOf(MethodInfo contract, MethodInfo? implementation) =>
        [
            .. Overrides(implementation)
                .Where(method => !method.HasSameMetadataDefinitionAs(contract))
                .Append(contract)
                .Select(method => new AttributeLevel(method, AttributesOf(method)))
                .Where(level => level.Attributes.Count > 0),
        ];

    private static IEnumerable<MethodInfo> Overrides(MethodInfo? method)
    {
        var origin = method?.GetBaseDefinition();
        while (method is not null)
        {
            yield return method;
            var next = method.DeclaringType!.BaseType;
            method = null;
            for (; next is not null && method is null; next = next.BaseType)
            {
                method = Array.Find(next.GetMethods(Declared), candidate => candidate.GetBaseDefinition() == origin);
            }
        }
    }

    private static List<CustomAttributeData> AttributesOf(MethodInfo method)
    {
        var attributes = method.GetCustomAttributesData().AsEnumerable();
        if (PropertyOf(method) is { } property)
        {
            attributes = attributes.Concat(property.GetCustomAttributesData());
        }

        return [.. attributes.Where(data => data.AttributeType.Assembly == typeof(CachedAttribute).Assembly)];
    }

    // What stands on a property is said of its getter; of its setter only where there is nothing else.
    private static PropertyInfo? PropertyOf(MethodInfo method) =>
        method.IsSpecialName
            ? Array.Find(
                method.DeclaringType!.GetProperties(Declared),
                property =>
                    (property.GetMethod ?? property.SetMethod) is { } accessor
                    && accessor.HasSameMetadataDefinitionAs(method)
            )
            : null;
}
