using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Redis;

/// <summary>Writes down a whole contract: the same text for the same contract, on any machine.</summary>
internal sealed class JsonSchemaText
{
    private readonly JsonSerializerOptions _options;

    private readonly StringBuilder _text = new();

    private readonly Dictionary<Type, int> _seen = [];

    private JsonSchemaText(JsonSerializerOptions options) => _options = options;

    public static string Of(JsonSerializerOptions options, Type type)
    {
        var text = new JsonSchemaText(options);
        text.WriteOptions();
        text.WriteType(options.GetTypeInfo(type));
        return text._text.ToString();
    }

    private void WriteOptions()
    {
        Write($"numbers={_options.NumberHandling};ignore={_options.DefaultIgnoreCondition};");
        Write($"caseless={_options.PropertyNameCaseInsensitive};unmapped={_options.UnmappedMemberHandling};");
        Write($"fill={_options.PreferredObjectCreationHandling};nulls={_options.RespectNullableAnnotations};");
        Write($"required={_options.RespectRequiredConstructorParameters};keys={_options.DictionaryKeyPolicy};");
        Write($"references={_options.ReferenceHandler};");
    }

    private void WriteType(JsonTypeInfo contract)
    {
        var type = contract.Type;
        if (_seen.TryGetValue(type, out var number))
        {
            Write($"#{number}");
            return;
        }

        _seen.Add(type, _seen.Count);
        WriteBody(contract);
    }

    private void WriteBody(JsonTypeInfo contract)
    {
        var type = contract.Type;
        Write($"{type}");
        if (contract.NumberHandling is { } numbers)
        {
            Write($" numbers={numbers}");
        }

        if (!JsonContracts.IsBuiltIn(contract.Converter))
        {
            Write($" by {contract.Converter.GetType()}");
        }
        else if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            WriteParts('?', underlying);
        }
        else if (type.IsEnum)
        {
            WriteEnum(contract);
        }
        else if (contract.Kind == JsonTypeInfoKind.Object)
        {
            WriteMembers(contract);
        }
        else if (contract.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            WriteParts('*', contract.KeyType, contract.ElementType);
        }

        WriteDerived(contract.PolymorphismOptions);
    }

    private void WriteParts(char kind, params ReadOnlySpan<Type?> parts)
    {
        Write($"{kind}(");
        foreach (var part in parts)
        {
            if (part is not null)
            {
                WriteType(_options.GetTypeInfo(part));
                Write($",");
            }
        }

        Write($")");
    }

    // As written, so that a naming policy, a converter to text and renamed members all show.
    private void WriteEnum(JsonTypeInfo contract)
    {
        Write($"(");
        foreach (var name in Enum.GetNames(contract.Type).Order(StringComparer.Ordinal))
        {
            var value = Enum.Parse(contract.Type, name);
            var number = Convert.ChangeType(value, Enum.GetUnderlyingType(contract.Type), CultureInfo.InvariantCulture);
            Write($"{name}={number}={JsonSerializer.Serialize(value, contract)},");
        }

        Write($")");
    }

    private void WriteMembers(JsonTypeInfo contract)
    {
        Write($"{{");
        foreach (var member in contract.Properties.OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            WriteMember(member);
        }

        Write($"}}");
    }

    private void WriteMember(JsonPropertyInfo member)
    {
        Write($"{JsonSerializer.Serialize(member.Name)}");
        Write($"{(member.Get is null ? "" : " get")}{(member.Set is null ? "" : " set")}");
        Write($"{(member.AssociatedParameter is null ? "" : " parameter")}{(member.IsRequired ? " required" : "")}");
        if (_options.RespectNullableAnnotations)
        {
            Write($"{(member.IsGetNullable ? "" : " get!")}{(member.IsSetNullable ? "" : " set!")}");
        }

        Write($" {member.NumberHandling} {member.ObjectCreationHandling} {JsonMembers.IgnoreConditionOf(member)}:");
        if (member.CustomConverter is { } converter)
        {
            WriteConverted(member.PropertyType, converter);
        }
        else
        {
            WriteType(_options.GetTypeInfo(member.PropertyType));
        }

        Write($";");
    }

    // A member's own converter makes another contract of the same type, which isn't remembered.
    private void WriteConverted(Type type, JsonConverter converter)
    {
        if (!JsonContracts.IsBuiltIn(converter))
        {
            Write($"{type} by {converter.GetType()}");
            return;
        }

        var own = new JsonSerializerOptions(_options);
        own.Converters.Insert(0, converter);
        WriteBody(own.GetTypeInfo(type));
    }

    private void WriteDerived(JsonPolymorphismOptions? polymorphism)
    {
        if (polymorphism is null)
        {
            return;
        }

        Write($" {polymorphism.TypeDiscriminatorPropertyName} {polymorphism.UnknownDerivedTypeHandling}");
        Write($" {polymorphism.IgnoreUnrecognizedTypeDiscriminators}(");
        var derived = polymorphism.DerivedTypes.OrderBy(Discriminator, StringComparer.Ordinal);
        foreach (var one in derived.ThenBy(one => one.DerivedType.ToString(), StringComparer.Ordinal))
        {
            Write($"{Discriminator(one)}:");
            WriteType(_options.GetTypeInfo(one.DerivedType));
            Write($",");
        }

        Write($")");
    }

    private static string Discriminator(JsonDerivedType derived) => JsonSerializer.Serialize(derived.TypeDiscriminator);

    private void Write(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));
}
