namespace Caching;

/// <summary>Writes values that have no declared type, so that their type is part of the text.</summary>
/// <remarks>
/// As C# literals where there are such: <c>1</c>, <c>1L</c>, <c>1.0M</c>, <c>"a"</c>, <c>true</c>; else the name of the
/// type and the value in parentheses.
/// </remarks>
internal static class LooseValue
{
    private static readonly Dictionary<Type, (string Before, string After)> Literals = new()
    {
        [typeof(int)] = ("", ""),
        [typeof(bool)] = ("", ""),
        [typeof(uint)] = ("", "U"),
        [typeof(long)] = ("", "L"),
        [typeof(ulong)] = ("", "UL"),
        [typeof(float)] = ("", "F"),
        [typeof(double)] = ("", "D"),
        [typeof(decimal)] = ("", "M"),
        [typeof(string)] = ("\"", "\""),
        [typeof(char)] = ("'", "'"),
    };

    public static void WriteArgument(ref KeyWriter writer, object? value)
    {
        var start = writer.BeginArgument();
        Write(ref writer, value);
        writer.EndArgument(start);
    }

    /// <summary>Writes named values in braces, sorted by name.</summary>
    public static void WriteNamed(ref KeyWriter writer, IReadOnlyDictionary<string, object?>? values)
    {
        writer.Append('{');
        var first = true;
        foreach (
            var (name, value) in (values ?? new Dictionary<string, object?>()).OrderBy(
                pair => pair.Key,
                StringComparer.Ordinal
            )
        )
        {
            if (!first)
            {
                writer.Append(KeyText.Separator);
            }

            first = false;
            writer.AppendEscaped(name);
            writer.Append('=');
            WriteArgument(ref writer, value);
        }

        writer.Append('}');
    }

    private static void Write(ref KeyWriter writer, object? value)
    {
        if (value is null)
        {
            writer.Append(KeyText.Null);
            return;
        }

        var type = value.GetType();
        var encoder = ArgumentEncoders.For(type);
        if (Literals.TryGetValue(type, out var literal))
        {
            writer.Append(literal.Before);
            encoder.Write(ref writer, value);
            writer.Append(literal.After);
            return;
        }

        writer.AppendEscaped(MethodSignature.TypeName(type));
        writer.Append('(');
        encoder.Write(ref writer, value);
        writer.Append(')');
    }
}
