using System.Buffers;
using System.Text.Json;

namespace Caching.Redis;

/// <summary>A thread's JSON writer, used again for every value that is written under the same options.</summary>
internal sealed class PooledJsonWriter
{
    private const int DefaultDepth = 64;

    [ThreadStatic]
    private static PooledJsonWriter? _spare;

    private readonly JsonSerializerOptions _options;

    private PooledJsonWriter(JsonSerializerOptions options, IBufferWriter<byte> output)
    {
        _options = options;
        Writer = new Utf8JsonWriter(
            output,
            new JsonWriterOptions
            {
                Encoder = options.Encoder,
                Indented = options.WriteIndented,
                MaxDepth = options.MaxDepth == 0 ? DefaultDepth : options.MaxDepth,
                SkipValidation = true,
            }
        );
    }

    public Utf8JsonWriter Writer { get; }

    public static PooledJsonWriter Rent(JsonSerializerOptions options, IBufferWriter<byte> output)
    {
        var spare = _spare;
        if (spare?._options != options)
        {
            return new PooledJsonWriter(options, output);
        }

        // Taken while it is in use: a converter may call the cache in turn.
        _spare = null;
        spare.Writer.Reset(output);
        return spare;
    }

    public void Return()
    {
        Writer.Reset();
        _spare = this;
    }
}
