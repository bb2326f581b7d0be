using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Redis;

/// <summary>The options that values are written under, and what is the library's own in them.</summary>
internal static class JsonContracts
{
    private static readonly Assembly[] Known = [typeof(JsonSerializer).Assembly, typeof(JsonContracts).Assembly];

    public static JsonSerializerOptions Freeze(JsonSerializerOptions options)
    {
        var resolver = options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver();
        var frozen = new JsonSerializerOptions(options)
        {
            // Tuples have nothing but fields. A context has decided at compile time.
            IncludeFields = options.IncludeFields || resolver is not JsonSerializerContext,
            TypeInfoResolver = resolver.WithAddedModifier(RefuseUnknownDerived),
        };
        AddUnlessSet(frozen, typeof(string), new WholeStringConverter());
        AddUnlessSet(frozen, typeof(char), new WholeCharConverter());
        frozen.MakeReadOnly();
        return frozen;
    }

    /// <summary>Tells whether the contract is System.Text.Json's own, not a user's converter.</summary>
    public static bool IsBuiltIn(JsonConverter converter) => Known.Contains(converter.GetType().Assembly);

    private static void AddUnlessSet(JsonSerializerOptions options, Type type, JsonConverter converter)
    {
        if (!options.Converters.Any(own => own.CanConvert(type)))
        {
            options.Converters.Add(converter);
        }
    }

    // Written as its base, a derived object would come back as one.
    private static void RefuseUnknownDerived(JsonTypeInfo contract)
    {
        if (contract.Kind != JsonTypeInfoKind.Object || contract.Type.IsValueType || contract.Type.IsSealed)
        {
            return;
        }

        var type = contract.Type;
        var own = contract.OnSerializing;
        contract.OnSerializing = value =>
        {
            if (value.GetType() != type)
            {
                throw new NotSupportedException(
                    $"{FriendlyNames.Of(value.GetType())} would be written as {FriendlyNames.Of(type)} and come back as "
                        + $"one: put [JsonDerivedType] with a discriminator on {FriendlyNames.Of(type)}, or declare the "
                        + "derived type."
                );
            }

            own?.Invoke(value);
        };
    }
}
