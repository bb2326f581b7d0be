using System.Globalization;
using System.Reflection;
using System.Text;

namespace Caching;

/// <summary>Reads a template and reports everything in it that can't work.</summary>
internal sealed class TemplateParser(
    string text,
    MethodInfo method,
    Type? resultType,
    TemplateUse use,
    string where,
    ICollection<CachingProblem> problems
)
{
    private const string ResultName = "result";

    private readonly List<TemplatePart> _parts = [];
    private readonly StringBuilder _literal = new();
    private readonly ParameterInfo[] _parameters = method.GetParameters();
    private ArgumentEncoder? _last;

    public KeyTemplate? Parse()
    {
        var before = problems.Count;
        var at = 0;
        while (at < text.Length && problems.Count == before)
        {
            at = text[at] is '{' or '}' ? ReadBrace(at) : ReadLiteral(at);
        }

        if (problems.Count != before)
        {
            return null;
        }

        if (_literal.Length > 0)
        {
            _parts.Add(new TemplatePart(_literal.ToString(), Hole: null));
        }

        Type[] types = [.. _parameters.Select(parameter => parameter.ParameterType)];
        return new KeyTemplate(text, types, [.. _parts], use == TemplateUse.Pattern);
    }

    private int ReadLiteral(int at)
    {
        _literal.Append(text[at]);
        return at + 1;
    }

    private int ReadBrace(int at)
    {
        if (at + 1 < text.Length && text[at + 1] == text[at])
        {
            _literal.Append(text[at]);
            return at + 2;
        }

        var end = text.IndexOf('}', at);
        if (text[at] == '}' || end < 0)
        {
            Report(
                $"'{text}' has a '{text[at]}' at position {at} without its counterpart.",
                "Write braces that are text twice."
            );
            return text.Length;
        }

        var hole = text[(at + 1)..end];
        if (Find(hole) is { } found)
        {
            Add(found);
        }

        return end + 1;
    }

    private void Add(TemplateHole hole)
    {
        var literal = _literal.ToString();
        _literal.Clear();
        if (_last is not null && HoleSeparator.IsNeeded(_last, literal))
        {
            literal += KeyText.Separator;
        }

        _last = hole.Encoder;
        _parts.Add(new TemplatePart(literal, hole));
    }

    private TemplateHole? Find(string hole)
    {
        var path = hole.Trim().Split('.');
        var position = Array.FindIndex(_parameters, parameter => parameter.Name == path[0]);
        if (path[0] == ResultName)
        {
            return FindResult(hole, path, position);
        }

        if (position < 0 && int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            position = index < _parameters.Length ? index : -1;
        }

        if (position >= 0)
        {
            return Compile(hole, position, _parameters[position].ParameterType, path);
        }

        Report(
            $"'{text}' has a placeholder '{{{hole}}}' that names no parameter of {method.Name}.",
            $"Write one of {Names()}."
        );
        return null;
    }

    private TemplateHole? FindResult(string hole, string[] path, int position)
    {
        switch (position, resultType)
        {
            case (< 0, null):
                Report(
                    $"'{text}' reads the result in '{{{hole}}}', but there is none here.",
                    $"Write one of {Names()}."
                );
                return null;
            case (< 0, _):
                return Compile(hole, -1, resultType, path);
            case (_, null):
                return Compile(hole, position, _parameters[position].ParameterType, path);
            default:
                var wayOut = $"Rename the parameter, or write {{{position}}} for it.";
                Report($"In '{text}', '{{{hole}}}' is both a parameter and the result of {method.Name}.", wayOut);
                return null;
        }
    }

    private TemplateHole? Compile(string hole, int position, Type root, string[] path)
    {
        var compiled = TemplatePath.Compile(position, root, path.AsSpan(1), out var reason);
        if (compiled is null)
        {
            Report(
                $"In '{text}', '{{{hole}}}' can't be written: {reason}.",
                "Name a member that can be part of a key."
            );
        }

        return compiled;
    }

    private string Names()
    {
        var names = _parameters.Select(parameter => $"{{{parameter.Name}}}");
        return string.Join(", ", resultType is null ? names : names.Append("{result}")) is { Length: > 0 } all
            ? all
            : "a text without placeholders";
    }

    private void Report(string what, string wayOut) => problems.Add(new CachingProblem(where, what, wayOut));
}
