using System.Reflection;

namespace Caching;

/// <summary>A text such as <c>product:{id}:{product.Name}</c>, compiled against a closed method.</summary>
/// <remarks>
/// A hole names a parameter, its index or <c>result</c>, then a path of public properties and fields; a
/// <see langword="null"/> on the way is written as one. <c>{{</c> and <c>}}</c> stand for braces.
/// </remarks>
internal sealed class KeyTemplate : KeySource
{
    private readonly TemplatePart[] _parts;
    private readonly bool _isPattern;

    internal KeyTemplate(string text, IReadOnlyList<Type> parameterTypes, TemplatePart[] parts, bool isPattern)
    {
        Text = text;
        ParameterTypes = parameterTypes;
        _parts = parts;
        _isPattern = isPattern;
    }

    /// <summary>Gets the template as written.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string Shape =>
        field ??= string.Concat(
            _parts.Select(part =>
                (_isPattern ? part.Literal : Glob.Escape(part.Literal)) + (part.Hole is null ? "" : "*")
            )
        );

    /// <inheritdoc/>
    public override bool UsesResult => Array.Exists(_parts, part => part.Hole is { ReadsResult: true });

    /// <inheritdoc/>
    public override bool IsConstant => Array.TrueForAll(_parts, part => part.Hole is null);

    /// <inheritdoc/>
    public override IReadOnlyList<Type> ParameterTypes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Type?>? Bits
    {
        get
        {
            var bits = new Type?[ParameterTypes.Count];
            foreach (var hole in _parts.Select(part => part.Hole).OfType<TemplateHole>())
            {
                if (hole.ReadsResult || hole.Bits is not { } ofHole)
                {
                    return null;
                }

                bits[hole.Position] = ofHole;
            }

            return bits;
        }
    }

    /// <summary>Compiles a template.</summary>
    /// <param name="text">The template as written.</param>
    /// <param name="method">The closed method whose arguments it reads.</param>
    /// <param name="resultType">The type of the result; <see langword="null"/> where there is none to read.</param>
    /// <param name="use">What the text becomes.</param>
    /// <param name="where">Where problems are.</param>
    /// <param name="problems">Takes what can't work.</param>
    /// <returns><see langword="null"/> when it can't work.</returns>
    public static KeyTemplate? Parse(
        string text,
        MethodInfo method,
        Type? resultType,
        TemplateUse use,
        string where,
        ICollection<CachingProblem> problems
    ) => new TemplateParser(text, method, resultType, use, where, problems).Parse();

    /// <inheritdoc/>
    public override KeySource AsOf(ReadOnlySpan<object?> arguments)
    {
        if (Array.TrueForAll(_parts, part => part.Hole is null or { ReadsResult: true }))
        {
            return this;
        }

        var parts = new TemplatePart[_parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var isKnown = _parts[i].Hole is { ReadsResult: false };
            parts[i] = isKnown ? new(WritePart(_parts[i], arguments), null) : _parts[i];
        }

        return new KeyTemplate(Text, ParameterTypes, parts, _isPattern);
    }

    /// <inheritdoc/>
    public override void Write(ref KeyWriter writer, ReadOnlySpan<object?> arguments, object? result)
    {
        foreach (var part in _parts)
        {
            WritePart(ref writer, part, arguments, result);
        }
    }

    private string WritePart(TemplatePart part, ReadOnlySpan<object?> arguments)
    {
        var writer = new KeyWriter(stackalloc char[128]);
        try
        {
            WritePart(ref writer, part, arguments, null);
            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private void WritePart(ref KeyWriter writer, TemplatePart part, ReadOnlySpan<object?> arguments, object? result)
    {
        writer.Append(part.Literal);
        if (part.Hole is not { } hole)
        {
            return;
        }

        var start = writer.BeginArgument();
        hole.Write(ref writer, arguments, result);
        writer.EndArgument(start);
        if (_isPattern)
        {
            Glob.EscapeWritten(ref writer, start);
        }
    }
}
