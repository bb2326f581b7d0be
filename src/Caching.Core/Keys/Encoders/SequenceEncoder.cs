namespace Caching;

/// <summary>Writes collections whose order counts, from arrays and lists without enumerating them.</summary>
internal sealed class SequenceEncoder<T, TElement>(ArgumentEncoder<TElement> encoder) : ArgumentEncoder<T>
    where T : IEnumerable<TElement>?
{
    public override void Write(ref KeyWriter writer, T value)
    {
        switch (value)
        {
            case null:
                writer.Append(KeyText.Null);
                break;
            case TElement[] array:
                // Not as a span: an array of a derived type can't become one.
                WriteList(ref writer, array);
                break;
            case IReadOnlyList<TElement> list:
                WriteList(ref writer, list);
                break;
            default:
                WriteList(ref writer, [.. value]);
                break;
        }
    }

    private void WriteList(ref KeyWriter writer, IReadOnlyList<TElement> list)
    {
        writer.Enter();
        writer.Append('[');
        for (var index = 0; index < list.Count; index++)
        {
            if (index > 0)
            {
                writer.Append(KeyText.Separator);
            }

            Elements.Write(ref writer, encoder, list[index]);
        }

        writer.Append(']');
        writer.Leave();
    }
}
