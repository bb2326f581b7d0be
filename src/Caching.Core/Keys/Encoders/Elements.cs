namespace Caching;

/// <summary>Writes the elements of collections.</summary>
internal static class Elements
{
    public static void WriteAll<T>(ref KeyWriter writer, ArgumentEncoder<T> encoder, scoped ReadOnlySpan<T> values)
    {
        writer.Enter();
        writer.Append('[');
        for (var index = 0; index < values.Length; index++)
        {
            if (index > 0)
            {
                writer.Append(KeyText.Separator);
            }

            Write(ref writer, encoder, values[index]);
        }

        writer.Append(']');
        writer.Leave();
    }

    public static void Write<T>(ref KeyWriter writer, ArgumentEncoder<T> encoder, T value)
    {
        var start = writer.Length;
        encoder.Write(ref writer, value);
        if (writer.Length == start)
        {
            writer.Append(KeyText.EmptyElement);
        }
    }

    /// <summary>Cuts off what was written after <paramref name="start"/> and returns it.</summary>
    public static string Cut(ref KeyWriter writer, int start)
    {
        var text = writer.Written[start..].ToString();
        writer.Truncate(start);
        return text;
    }

    /// <summary>Writes texts in ordinal order, because the order of a set or dictionary says nothing.</summary>
    public static void WriteSorted(ref KeyWriter writer, List<string> texts)
    {
        texts.Sort(StringComparer.Ordinal);
        writer.Append('{');
        for (var index = 0; index < texts.Count; index++)
        {
            if (index > 0)
            {
                writer.Append(KeyText.Separator);
            }

            writer.Append(texts[index]);
        }

        writer.Append('}');
    }
}
