namespace Caching;

/// <summary>Writes records, tuples and structs by all their fields.</summary>
/// <remarks>A record of a derived type is written by its own encoder, behind the name of that type.</remarks>
internal sealed class FieldsEncoder<T>(FieldWriter<T>[] fields, bool isTuple) : ArgumentEncoder<T>
{
    public override void Write(ref KeyWriter writer, T value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
            return;
        }

        if (!typeof(T).IsValueType && value.GetType() != typeof(T))
        {
            WriteDerived(ref writer, value);
            return;
        }

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
