using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Redis;

/// <summary>Looks at a collection: it can be made on reading, keeps its order, and has nothing but its elements.</summary>
internal sealed class JsonCollectionRules(JsonRoundTrip trip, JsonSerializerOptions options)
{
    private static readonly Type[] Reversed =
    [
        typeof(Stack<>),
        typeof(ConcurrentStack<>),
        typeof(ImmutableStack<>),
        typeof(IImmutableStack<>),
    ];

    public JsonFinding? Visit(JsonTypeInfo contract, string subject)
    {
        var isDictionary = contract.Kind == JsonTypeInfoKind.Dictionary;
        return RefuseKeys(contract, subject)
            ?? RefuseReversed(contract.Type, subject)
            ?? RefuseMembers(contract.Type, subject)
            ?? VisitElement(contract, isDictionary ? $"a value of {subject}" : $"an element of {subject}")
            ?? (CanBeMade(contract, isDictionary) ? null : Unreadable(contract.Type, subject));
    }

    private static JsonFinding Unreadable(Type type, string subject) =>
        new(
            $"{subject} is a {FriendlyNames.Of(type)}, a collection that can't be made, filled or written.",
            "Declare an array, a List<T>, a Dictionary<TKey, TValue> or an immutable collection, or use another serializer."
        );

    private static JsonFinding? RefuseReversed(Type type, string subject) =>
        Ancestors(type).Any(part => part.IsGenericType && Reversed.Contains(part.GetGenericTypeDefinition()))
            ? new JsonFinding(
                $"{subject} is a {FriendlyNames.Of(type)}, a stack, which JSON gives back in reverse.",
                "Declare a List<T> or a Queue<T>, or use another serializer."
            )
            : null;

    // JSON has the elements only; what a derived collection adds is lost.
    private static JsonFinding? RefuseMembers(Type type, string subject)
    {
        var member = JsonMembers
            .Fields(type)
            .Where(field => !IsFramework(field.DeclaringType!))
            .Select(JsonMembers.StoredMember)
            .FirstOrDefault(found => found is not null);
        return member is null
            ? null
            : new JsonFinding(
                $"{subject} is a {FriendlyNames.Of(type)}, written as its elements only: {member.Name} would be lost.",
                "Put the collection into a record beside the other members, or use another serializer."
            );
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var part = type; part is not null; part = part.BaseType)
        {
            yield return part;
        }

        foreach (var contract in type.GetInterfaces())
        {
            yield return contract;
        }
    }

    private static bool IsFramework(Type type) =>
        type.Namespace is { } name && (name + ".").StartsWith("System.", StringComparison.Ordinal);

    private JsonFinding? RefuseKeys(JsonTypeInfo contract, string subject)
    {
        if (contract.KeyType is not { } key)
        {
            return null;
        }

        if (options.DictionaryKeyPolicy is not null)
        {
            return new JsonFinding(
                $"{subject} is a dictionary, and the serializer's DictionaryKeyPolicy changes its keys.",
                "Take the policy off the options."
            );
        }

        // Reading an entry asks for the key first; a key of a supported type may refuse this text, but not itself.
        return key == typeof(object) || !JsonProbe.CanRead(contract, """{"0":null}""", out _)
            ? new JsonFinding(
                $"a key of {subject} is a {FriendlyNames.Of(key)}, which can't be the name of a JSON member.",
                "Use a string, a number, an enum or a Guid as the key, or a list of pairs."
            )
            : null;
    }

    private JsonFinding? VisitElement(JsonTypeInfo contract, string subject) =>
        contract.ElementType is { } element ? trip.Visit(element, subject) : null;

    // A collection may be made and still refuse to be filled.
    private bool CanBeMade(JsonTypeInfo contract, bool isDictionary)
    {
        if (!JsonProbe.CanRead(contract, isDictionary ? "{}" : "[]", out _))
        {
            return false;
        }

        if (isDictionary || contract.ElementType is not { } element)
        {
            return true;
        }

        var one = element.IsValueType
            ? JsonProbe.TryWrite(options.GetTypeInfo(element), Activator.CreateInstance(element)!)
            : "null";
        return one is null
            || (
                JsonProbe.CanRead(contract, $"[{one}]", out var filled)
                && (filled is null || JsonProbe.TryWrite(contract, filled) is not null)
                && (!element.IsValueType || filled is null || JsonProbe.RoundTrips(contract, filled))
            );
    }
}
