using System.Reflection;

namespace Caching;

/// <summary>Writes the keys of one closed method: a constant head, then its arguments, then what it varies by.</summary>
/// <remarks>Immutable. The encoders are chosen once, when the plan is built.</remarks>
internal sealed class CallKey
{
    private readonly string _head;
    private readonly ArgumentEncoder?[] _encoders;
    private readonly ArgumentEncoder[] _vary;

    private CallKey(string head, ArgumentEncoder?[] encoders, ArgumentEncoder[] vary)
    {
        _head = head;
        _encoders = encoders;
        _vary = vary;
        Shape = Glob.Escape(head) + "*";
    }

    /// <summary>Gets the glob that every key of the method matches.</summary>
    public string Shape { get; }

    /// <summary>Gets how many characters all keys of the method begin with.</summary>
    public int HeadLength => _head.Length;

    /// <summary>Gets the encoder of each parameter, <see langword="null"/> where it isn't part of the key.</summary>
    public IReadOnlyList<ArgumentEncoder?> Encoders => _encoders;

    /// <summary>Writes the head of the keys of a method: <c>{prefix}:{contract}.{signature}@{owner}:</c>.</summary>
    /// <param name="prefix">The prefix, as written by the user.</param>
    /// <param name="method">The closed method.</param>
    /// <param name="owner">Whose results they are, escaped.</param>
    public static string Head(string prefix, MethodInfo method, string owner) =>
        $"{prefix}:{MethodSignature.Contract(method)}.{MethodSignature.Describe(method)}@{owner}:";

    /// <summary>Chooses the encoders of a closed method.</summary>
    /// <returns><see langword="null"/> when a parameter can't be encoded; the problems then say which.</returns>
    public static CallKey? Create(
        string head,
        MethodInfo closedMethod,
        IReadOnlySet<int> skipped,
        IReadOnlyList<Type> varyTypes,
        string where,
        ICollection<CachingProblem> problems
    )
    {
        var before = problems.Count;
        var parameters = closedMethod.GetParameters();
        var encoders = new ArgumentEncoder?[parameters.Length];
        foreach (var parameter in parameters)
        {
            if (!skipped.Contains(parameter.Position) && !CallContext.IsOnly(parameter.ParameterType))
            {
                var what = $"The parameter '{parameter.Name}'";
                encoders[parameter.Position] = Find(parameter.ParameterType, what, where, problems);
            }
        }

        var vary = new ArgumentEncoder?[varyTypes.Count];
        for (var index = 0; index < vary.Length; index++)
        {
            vary[index] = Find(varyTypes[index], "The value that the key varies by", where, problems);
        }

        return problems.Count == before ? new CallKey(head, encoders, [.. vary.OfType<ArgumentEncoder>()]) : null;
    }

    /// <summary>Writes the key of one call.</summary>
    public void Write(ref KeyWriter writer, scoped ReadOnlySpan<object?> arguments, scoped ReadOnlySpan<object?> vary)
    {
        writer.Append(_head);
        var first = true;
        var encoders = _encoders;
        for (var index = 0; index < encoders.Length; index++)
        {
            if (encoders[index] is { } encoder)
            {
                WriteOne(ref writer, encoder, arguments[index], ref first);
            }
        }

        if (_vary.Length > 0)
        {
            writer.Append(KeyText.VarySeparator);
            first = true;
            for (var index = 0; index < _vary.Length; index++)
            {
                WriteOne(ref writer, _vary[index], vary[index], ref first);
            }
        }
    }

    /// <summary>Writes the glob of the calls with these arguments.</summary>
    /// <param name="arguments">The arguments of the call.</param>
    /// <param name="any">Which of them may be anything; those are written as <c>*</c>.</param>
    public string ExactOrGlob(scoped ReadOnlySpan<object?> arguments, scoped ReadOnlySpan<bool> any)
    {
        var writer = new KeyWriter([]);
        try
        {
            writer.Append(Glob.Escape(_head));
            var first = true;
            for (var index = 0; index < _encoders.Length; index++)
            {
                if (_encoders[index] is { } encoder)
                {
                    WriteGlob(ref writer, encoder, arguments[index], any[index], ref first);
                }
            }

            writer.Append(_vary.Length > 0 ? $"{KeyText.VarySeparator}*" : "");
            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static void WriteOne(ref KeyWriter writer, ArgumentEncoder encoder, object? value, ref bool first)
    {
        if (!first)
        {
            writer.Append(KeyText.Separator);
        }

        first = false;
        var start = writer.BeginArgument();
        encoder.Write(ref writer, value);
        writer.EndArgument(start);
    }

    private static void WriteGlob(
        ref KeyWriter writer,
        ArgumentEncoder encoder,
        object? value,
        bool any,
        ref bool first
    )
    {
        if (!any)
        {
            var start = writer.Length;
            WriteOne(ref writer, encoder, value, ref first);
            Glob.EscapeWritten(ref writer, start);
            return;
        }

        writer.Append(first ? "*" : ",*");
        first = false;
    }

    private static ArgumentEncoder? Find(Type type, string what, string where, ICollection<CachingProblem> problems)
    {
        if (ArgumentEncoders.TryGet(type, out var encoder, out var reason))
        {
            return encoder;
        }

        var text = $"{what} of type {MethodSignature.TypeName(type)} can't be part of a key: {reason}.";
        problems.Add(new CachingProblem(where, text, ArgumentEncoders.WayOut));
        return null;
    }
}
