using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Redis;

/// <summary>Looks through a contract, and all that it holds, for what wouldn't come back as it was written.</summary>
internal sealed class JsonRoundTrip(JsonSerializerOptions options)
{
    private readonly HashSet<Type> _seen = [];

    public CachingProblem? Check(Type type)
    {
        var name = FriendlyNames.Of(type);
        return (RefuseOptions() ?? Visit(type, name)) is { } finding
            ? new CachingProblem(name, finding.What, finding.WayOut)
            : null;
    }

    /// <summary>Visits what a member, an element or the whole is declared as.</summary>
    public JsonFinding? Visit(Type type, string subject)
    {
        if (type == typeof(object))
        {
            return new JsonFinding(
                $"{subject} is an object, and JSON doesn't say which type to read it as.",
                "Declare the type, put [JsonIgnore] on the member, or use another serializer."
            );
        }

        if (!_seen.Add(type))
        {
            return null;
        }

        try
        {
            return VisitContract(options.GetTypeInfo(type), subject);
        }
        catch (Exception failure)
            when (failure is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return Refused(type, subject, failure);
        }
    }

    private static JsonFinding Refused(Type type, string subject, Exception failure) =>
        failure is NotSupportedException
            ? new JsonFinding(
                $"{subject} is a {FriendlyNames.Of(type)}, for which the serializer has no contract.",
                $"Put [JsonSerializable(typeof({FriendlyNames.Of(type)}))] on the source-generated context."
            )
            : new JsonFinding(
                $"{subject} is a {FriendlyNames.Of(type)}, which System.Text.Json refuses: {failure.Message}",
                "Correct the type, declare a type that it writes, or use another serializer."
            );

    private JsonFinding? RefuseOptions() =>
        options.ReferenceHandler == ReferenceHandler.IgnoreCycles
            ? new JsonFinding(
                "the serializer's ReferenceHandler.IgnoreCycles writes null in place of a value.",
                "Take it off, and put [JsonIgnore] on the member that leads back."
            )
            : null;

    private JsonFinding? VisitContract(JsonTypeInfo contract, string subject)
    {
        // What a converter of the user's own does is his to answer for.
        if (!JsonContracts.IsBuiltIn(contract.Converter))
        {
            return null;
        }

        if (Nullable.GetUnderlyingType(contract.Type) is { } underlying)
        {
            return Visit(underlying, subject);
        }

        if (contract.PolymorphismOptions is { } polymorphism && VisitDerived(polymorphism, subject) is { } finding)
        {
            return finding;
        }

        return contract.Kind switch
        {
            JsonTypeInfoKind.Object => VisitObject(contract, subject),
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => new JsonCollectionRules(this, options).Visit(
                contract,
                subject
            ),
            _ => VisitValue(contract, subject),
        };
    }

    private JsonFinding? VisitDerived(JsonPolymorphismOptions polymorphism, string subject)
    {
        foreach (var derived in polymorphism.DerivedTypes)
        {
            var name = FriendlyNames.Of(derived.DerivedType);
            if (derived.TypeDiscriminator is null)
            {
                return new JsonFinding(
                    $"{subject} may be a {name}, which is written without a discriminator and read as its base.",
                    $"Write [JsonDerivedType(typeof({name}), \"…\")]."
                );
            }

            if (Visit(derived.DerivedType, name) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private JsonFinding? VisitObject(JsonTypeInfo contract, string subject)
    {
        var type = contract.Type;
        if (contract.PolymorphismOptions is not null && type.IsAbstract)
        {
            return null;
        }

        if (!JsonProbe.CanRead(contract, "{}", out var instance))
        {
            return type.IsAbstract
                ? new JsonFinding(
                    $"{subject} is a {FriendlyNames.Of(type)}, of which no instance can be made on reading.",
                    "Declare a concrete type, put [JsonDerivedType] with discriminators on it, or use another serializer."
                )
                : new JsonFinding(
                    $"{subject} is a {FriendlyNames.Of(type)}, which has no constructor that reading can use.",
                    "Give it a constructor whose parameters are all named as members, [JsonConstructor] where there are "
                        + "several, or use another serializer."
                );
        }

        return new JsonMemberRules(this, options, contract, instance).Visit();
    }

    private static JsonFinding? VisitValue(JsonTypeInfo contract, string subject)
    {
        var type = contract.Type;
        if (!JsonProbe.CanRead(contract, "0", out _))
        {
            return new JsonFinding(
                $"{subject} is a {FriendlyNames.Of(type)}, which System.Text.Json doesn't read or write.",
                "Declare a type that it does, put [JsonIgnore] on the member, or use another serializer."
            );
        }

        return !type.IsValueType || JsonProbe.RoundTrips(contract, Activator.CreateInstance(type)!)
            ? null
            : new JsonFinding(
                $"{subject} is a {FriendlyNames.Of(type)}, which can't be read as the options write it.",
                "Set JsonNumberHandling.AllowReadingFromString beside WriteAsString."
            );
    }
}
