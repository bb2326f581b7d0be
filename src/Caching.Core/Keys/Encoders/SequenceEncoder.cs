using System.Runtime.InteropServices;

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
            // An array of a derived type can't become a span.
            case TElement[] array when array.GetType() == typeof(TElement[]):
                Elements.WriteAll<TElement>(ref writer, encoder, array);
                break;
            case List<TElement> list:
                Elements.WriteAll<TElement>(ref writer, encoder, CollectionsMarshal.AsSpan(list));
                break;
            case IReadOnlyList<TElement> other:
                WriteList(ref writer, other);
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
