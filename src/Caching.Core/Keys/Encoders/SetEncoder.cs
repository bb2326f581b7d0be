namespace Caching;

/// <summary>Writes collections whose order says nothing.</summary>
internal sealed class SetEncoder<T, TElement>(ArgumentEncoder<TElement> encoder) : ArgumentEncoder<T>
    where T : IEnumerable<TElement>?
{
    public override void Write(ref KeyWriter writer, T value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
            return;
        }

        writer.Enter();
        ComparerText.OfSet<TElement>(ref writer, value);
        var texts = new List<string>();
        var start = writer.Length;
        foreach (var element in value)
        {
            Elements.Write(ref writer, encoder, element);
            texts.Add(Elements.Cut(ref writer, start));
        }

        Elements.WriteSorted(ref writer, texts);
        writer.Leave();
    }
}
