using System.Text.Json;
using System.Text.Json.Serialization;

namespace Caching.Redis;

/// <summary>Characters as System.Text.Json writes them, unless it would change them.</summary>
internal sealed class WholeCharConverter : JsonConverter<char>
{
    public override char Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        One(reader.GetString());

    public override void Write(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SurrogatePairs.RequireWhole([value]));

    public override char ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => One(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        writer.WritePropertyName(SurrogatePairs.RequireWhole([value]));

    private static char One(string? text) =>
        text is [var one] ? one : throw new JsonException("A text of one character is expected.");
}
