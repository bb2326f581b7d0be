namespace Caching;

/// <summary>Writes dictionaries, whose order says nothing.</summary>
internal sealed class DictionaryEncoder<T, TKey, TValue>(ArgumentEncoder<TKey> keys, ArgumentEncoder<TValue> values)
    : ArgumentEncoder<T>
    where T : IEnumerable<KeyValuePair<TKey, TValue>>?
    where TKey : notnull
{
    public override void Write(ref KeyWriter writer, T value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
            return;
        }

        writer.Enter();
        ComparerText.OfDictionary<TKey, TValue>(ref writer, value);
        var texts = new List<string>();
        var start = writer.Length;
        foreach (var (key, item) in value)
        {
            keys.Write(ref writer, key);
            writer.Append('=');
            values.Write(ref writer, item);
            texts.Add(Elements.Cut(ref writer, start));
        }

        Elements.WriteSorted(ref writer, texts);
        writer.Leave();
    }
}
