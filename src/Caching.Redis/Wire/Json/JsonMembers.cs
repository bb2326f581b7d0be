using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Redis;

/// <summary>What attributes say of a member, beyond what its contract tells.</summary>
internal static class JsonMembers
{
    public static JsonIgnoreCondition? IgnoreConditionOf(JsonPropertyInfo property) =>
        property
            .AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .OfType<JsonIgnoreAttribute>()
            .FirstOrDefault()
            ?.Condition;

    public static string NameOf(JsonPropertyInfo property) =>
        (property.AttributeProvider as MemberInfo)?.Name ?? property.Name;

    /// <summary>Finds a public field or an automatic property that has a value of its own, but isn't written.</summary>
    public static string? FindUnwritten(JsonTypeInfo contract)
    {
        var written = contract.Properties.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return Fields(contract.Type)
            .Select(StoredMember)
            .FirstOrDefault(member =>
                member is not null
                && !written.Contains(member.Name)
                && !member.IsDefined(typeof(JsonIgnoreAttribute), inherit: true)
            )
            ?.Name;
    }

    /// <summary>Lists the instance fields of a type and its bases, down to the framework's own.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var part = type; part is not null && part != typeof(object); part = part.BaseType)
        {
            foreach (var field in part.GetFields(Own))
            {
                yield return field;
            }
        }
    }

    /// <summary>Gives the member that a user sees: the field itself, or its property; none for private state.</summary>
    public static MemberInfo? StoredMember(FieldInfo field)
    {
        if (field.IsPublic)
        {
            return field;
        }

        const string Mark = ">k__BackingField";
        const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return field.Name.StartsWith('<') && field.Name.EndsWith(Mark, StringComparison.Ordinal)
            ? field.DeclaringType!.GetProperty(field.Name[1..^Mark.Length], Own)
            : null;
    }
}
