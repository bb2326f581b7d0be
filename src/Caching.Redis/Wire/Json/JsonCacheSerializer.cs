using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Redis;

/// <summary>Writes values as JSON, by System.Text.Json and by their declared type.</summary>
/// <remarks>
/// <para>
/// What would come back as another value is refused, when the container is built where the type tells it (see
/// <see cref="Check"/>) and else when it is written: a value of a derived class that the contract doesn't know, and
/// strings with half a surrogate pair. No names of types are written; a polymorphic contract writes its discriminators.
/// </para>
/// <para>
/// Collections come back as their declared type, with the default comparer. Private fields, and what a converter of
/// one's own leaves out, are the type's own concern. This class is thread-safe.
/// </para>
/// </remarks>
public sealed class JsonCacheSerializer : ICacheSerializer
{
    private readonly JsonSerializerOptions _options;

    private readonly TypeTable<JsonTypeInfo> _contracts = new();

    /// <summary>Initialises the serializer with the defaults: fields are written, and NaN and the infinities too.</summary>
    public JsonCacheSerializer()
        : this(new JsonSerializerOptions { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals }) { }

    /// <summary>Initialises the serializer with options.</summary>
    /// <param name="options">
    /// The options, which are copied. Fields are always written; without a resolver, types are read by reflection.
    /// </param>
    public JsonCacheSerializer(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = JsonContracts.Freeze(options);
    }

    /// <summary>Initialises the serializer with source-generated contracts, and no others.</summary>
    /// <param name="context">The context; its options are copied.</param>
    public JsonCacheSerializer(JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _options = JsonContracts.Freeze(context.Options);
    }

    /// <inheritdoc/>
    public byte Id => 1;

    /// <inheritdoc/>
    public void Serialize<T>(IBufferWriter<byte> output, T value)
    {
        ArgumentNullException.ThrowIfNull(output);
        var contract = ContractOf<T>();
        var pooled = PooledJsonWriter.Rent(_options, output);
        try
        {
            JsonSerializer.Serialize(pooled.Writer, value, contract);
            pooled.Writer.Flush();
        }
        finally
        {
            pooled.Return();
        }
    }

    /// <inheritdoc/>
    public T? Deserialize<T>(ReadOnlySpan<byte> payload) => JsonSerializer.Deserialize(payload, ContractOf<T>());

    /// <inheritdoc/>
    public string DescribeSchema(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return JsonSchemaText.Of(_options, type);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A collection's and a record's reading is tried with empty JSON, which runs constructors of the type.
    /// </remarks>
    public CachingProblem? Check(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new JsonRoundTrip(_options).Check(type);
    }

    private JsonTypeInfo<T> ContractOf<T>() => (JsonTypeInfo<T>)(_contracts.Find<T>() ?? AddContract<T>());

    private JsonTypeInfo AddContract<T>()
    {
        var contract = _options.GetTypeInfo(typeof(T));
        _contracts.Add<T>(contract);
        return contract;
    }
}
