using System.Reflection;

namespace Caching;

/// <summary>Compiles how the keys of one method are written.</summary>
internal sealed class KeyCompiler(
    MethodInfo method,
    MethodPolicy policy,
    string owner,
    ApplicationPrefix prefix,
    string where,
    List<CachingProblem> problems
)
{
    public PlanKey? Compile(ReadPolicy reading)
    {
        var full = prefix.Head + reading.Prefix.Value;
        return reading.Kind == ReadPolicyKind.CacheAside
            ? Aside(full + ":", reading)
            : Call(CallKey.Head(full, method, owner), reading.Skipped.Value);
    }

    private CallPlanKey? Call(string head, IReadOnlySet<int> skipped)
    {
        Type[] vary = [.. policy.VaryBy.Select(source => source.ValueType)];
        if (CallKey.Create(head, method, skipped, vary, where, problems) is not { } key)
        {
            return null;
        }

        var parameters = method.GetParameters();
        var names = key
            .Encoders.Select((encoder, i) => encoder is null ? null : $"{{{parameters[i].Name}}}")
            .OfType<string>();
        var pattern = head + string.Join(',', names) + VaryPattern();
        Type?[] bits = [.. key.Encoders.Select(encoder => encoder is null ? null : BitTypes.Of(encoder))];
        var isComparable = key.Encoders.Zip(bits).All(pair => pair.First is null || pair.Second is not null);
        return new(key, isComparable ? bits : null, pattern);
    }

    private AsidePlanKey? Aside(string head, ReadPolicy reading)
    {
        var encoders = policy.VaryBy.Select(VaryEncoder).ToArray();
        var source =
            reading.Key.Value
            ?? KeyTemplate.Parse(reading.KeyTemplate.Value!, method, null, TemplateUse.Key, where, problems);
        return source is null || encoders.Contains(null)
            ? null
            : new(head, source, encoders!, (reading.KeyTemplate.Value ?? source.Shape) + VaryPattern());
    }

    private ArgumentEncoder? VaryEncoder(VaryBySource source)
    {
        if (ArgumentEncoders.TryGet(source.ValueType, out var encoder, out var reason))
        {
            return encoder;
        }

        problems.Add(
            new(where, $"varies by {source.Name}, which can't be part of a key: {reason}", "Vary by a simple value.")
        );
        return null;
    }

    private string VaryPattern() =>
        policy.VaryBy.Count == 0 ? "" : "|" + string.Join(',', policy.VaryBy.Select(source => $"{{{source.Name}}}"));
}
