using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Redis;

/// <summary>Looks at the members of an object: each that is written is read back, and each that has state is written.</summary>
/// <param name="trip">What visits the members' types.</param>
/// <param name="options">The options.</param>
/// <param name="contract">The object's contract.</param>
/// <param name="empty">What reading <c>{}</c> made; <see langword="null"/> where that isn't possible.</param>
internal sealed class JsonMemberRules(
    JsonRoundTrip trip,
    JsonSerializerOptions options,
    JsonTypeInfo contract,
    object? empty
)
{
    private readonly string _type = FriendlyNames.Of(contract.Type);

    public JsonFinding? Visit()
    {
        foreach (var property in contract.Properties)
        {
            var name = $"{_type}.{JsonMembers.NameOf(property)}";
            if (VisitMember(property, name) is { } finding)
            {
                return finding;
            }
        }

        return RefuseUnwritten();
    }

    private JsonFinding? VisitMember(JsonPropertyInfo property, string name)
    {
        if (property.Get is null)
        {
            return property.Set is null || JsonMembers.IgnoreConditionOf(property) is not null
                ? null
                : new JsonFinding(
                    $"{name} is read, but never written: it has no getter.",
                    "Give it a getter, or put [JsonIgnore] on it."
                );
        }

        if (property.IsExtensionData)
        {
            return new JsonFinding(
                $"{name} holds extension data, which doesn't tell empty from null nor its names from those of members.",
                "Take [JsonExtensionData] off."
            );
        }

        if (property.Set is null)
        {
            if (property.AssociatedParameter is null)
            {
                return IsLeftOut(property) ? null : Unreadable(name);
            }

            if (IsLeftOut(property))
            {
                return Unwritten(name);
            }
        }

        return RefuseCondition(property, name)
            ?? RefuseFilling(property, name)
            ?? (property.CustomConverter is null ? trip.Visit(property.PropertyType, name) : null);
    }

    // The options leave members out that have no setter, and that is what the user asked for.
    private bool IsLeftOut(JsonPropertyInfo property) =>
        JsonMembers.IgnoreConditionOf(property) != JsonIgnoreCondition.Never
        && (property.AttributeProvider is FieldInfo ? options.IgnoreReadOnlyFields : options.IgnoreReadOnlyProperties);

    private JsonFinding? RefuseCondition(JsonPropertyInfo property, string name)
    {
        var mayBeLeftOut = (JsonMembers.IgnoreConditionOf(property) ?? options.DefaultIgnoreCondition) switch
        {
            JsonIgnoreCondition.WhenWritingDefault => true,
            JsonIgnoreCondition.WhenWritingNull => CanBeNull(property.PropertyType),
            _ => false,
        };
        return !mayBeLeftOut || empty is null || IsDefault(property.Get!(empty), property.PropertyType)
            ? null
            : new JsonFinding(
                $"{name} isn't written when it is null or default, and then gets the constructor's value on reading.",
                "Put [JsonIgnore(Condition = JsonIgnoreCondition.Never)] on it, or take its initial value off."
            );
    }

    private JsonFinding? RefuseFilling(JsonPropertyInfo property, string name)
    {
        var handling =
            property.ObjectCreationHandling
            ?? contract.PreferredPropertyObjectCreationHandling
            ?? options.PreferredObjectCreationHandling;
        return handling == JsonObjectCreationHandling.Populate && !IsSimple(property.PropertyType)
            ? new JsonFinding(
                $"{name} is added to what the constructor made of it, instead of being read.",
                "Use JsonObjectCreationHandling.Replace, and a setter."
            )
            : null;
    }

    private JsonFinding? RefuseUnwritten()
    {
        if (JsonMembers.FindUnwritten(contract) is { } member)
        {
            return Unwritten($"{_type}.{member}");
        }

        return contract.Properties.Count == 0 && JsonMembers.Fields(contract.Type).Any()
            ? new JsonFinding(
                $"{_type} has no member that is written, but private fields.",
                "Give it public properties, put [JsonInclude] on members, or use another serializer."
            )
            : null;
    }

    private bool IsSimple(Type type) => options.GetTypeInfo(type).Kind == JsonTypeInfoKind.None;

    private static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static bool IsDefault(object? value, Type type) =>
        value is null || (type.IsValueType && value.Equals(Activator.CreateInstance(type)));

    private static JsonFinding Unreadable(string name) =>
        new(
            $"{name} is written, but can't be read back: it has no setter and no constructor parameter of its name.",
            "Put [JsonIgnore] on it if it is computed; else give it an init setter or a constructor parameter."
        );

    private static JsonFinding Unwritten(string name) =>
        new(
            $"{name} isn't written: the value would come back without it.",
            "Make it public, put [JsonInclude] on it, or [JsonIgnore] if it needn't come back."
        );
}
