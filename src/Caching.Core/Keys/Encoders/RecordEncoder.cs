namespace Caching;

/// <summary>Writes records and tuples that are classes.</summary>
/// <remarks>A record of a derived type is written by its own encoder, behind the name of that type.</remarks>
internal sealed class RecordEncoder<T>(FieldWriter<T>[] fields, bool isTuple) : FieldsEncoder<T>(fields, isTuple)
    where T : class?
{
    public override void Write(ref KeyWriter writer, T value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
        }
        else if (value.GetType() == typeof(T))
        {
            WriteFields(ref writer, value);
        }
        else
        {
            WriteDerived(ref writer, value);
        }
    }

    private static void WriteDerived(ref KeyWriter writer, object value)
    {
        var encoder = ArgumentEncoders.For(value.GetType());
        writer.Enter();
        writer.AppendEscaped(MethodSignature.TypeName(value.GetType()));
        writer.Append('(');
        encoder.Write(ref writer, value);
        writer.Append(')');
        writer.Leave();
    }
}
