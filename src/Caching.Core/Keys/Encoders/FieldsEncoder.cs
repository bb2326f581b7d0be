namespace Caching;

/// <summary>Writes values by all their fields.</summary>
internal abstract class FieldsEncoder<T>(FieldWriter<T>[] fields, bool isTuple) : ArgumentEncoder<T>
{
    protected void WriteFields(ref KeyWriter writer, T value)
    {
        writer.Enter();
        writer.Append(isTuple ? '(' : '{');
        for (var index = 0; index < fields.Length; index++)
        {
            if (index > 0)
            {
                writer.Append(KeyText.Separator);
            }

            if (!isTuple)
            {
                writer.Append(fields[index].Name);
                writer.Append('=');
            }

            fields[index].Write(ref writer, value);
        }

        writer.Append(isTuple ? ')' : '}');
        writer.Leave();
    }
}
