namespace Caching;

/// <summary>Writes values by all their fields.</summary>
internal abstract class FieldsEncoder<T>(FieldWriter<T>[] fields, bool isTuple) : ArgumentEncoder<T>
{
    protected void WriteFields(ref KeyWriter writer, T value)
    {
        writer.Enter();
        writer.Append(isTuple ? '(' : '{');
        foreach (var field in fields)
        {
            writer.Append(field.Lead);
            field.Write(ref writer, value);
        }

        writer.Append(isTuple ? ')' : '}');
        writer.Leave();
    }
}
