using System.Text.Json;
using System.Text.Json.Serialization;

namespace Caching.Redis;

/// <summary>Strings as System.Text.Json writes them, unless it would change them.</summary>
internal sealed class WholeStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SurrogatePairs.RequireWhole(value));

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(SurrogatePairs.RequireWhole(value));
}
