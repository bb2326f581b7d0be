namespace Caching;

/// <summary>Writes structs, record structs and value tuples.</summary>
internal sealed class StructEncoder<T>(FieldWriter<T>[] fields, bool isTuple) : FieldsEncoder<T>(fields, isTuple)
    where T : struct
{
    public override void Write(ref KeyWriter writer, T value) => WriteFields(ref writer, value);
}
