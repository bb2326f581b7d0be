namespace Caching;

/// <summary>Finds defaults that say different things at one level, where the order would have to decide.</summary>
internal static class DefaultsAgreement
{
    private static readonly (string Name, Func<DefaultsDraft, object?> Read)[] All =
    [
        ("Ttl", static draft => draft.Ttl),
        ("Jitter", static draft => draft.Jitter),
        ("Sliding", static draft => draft.Sliding),
        ("Prefix", static draft => draft.Prefix),
        ("Backend", static draft => draft.Backend),
        ("StaleOnError", static draft => draft.FailSafe.StaleOnError),
        ("HardTimeout", static draft => draft.FailSafe.HardTimeout),
        ("SoftTimeout", static draft => draft.FailSafe.SoftTimeout),
        ("RefreshAhead", static draft => draft.RefreshAhead),
    ];

    public static void Check(IReadOnlyList<ServiceDraft> blocks, ProblemReport report)
    {
        var identities = blocks.Select(block => block.Identity).OfType<string>().Distinct().ToList();
        if (identities.Count > 1)
        {
            Contradict("Identity", identities, PolicySources.Fluent, report);
        }

        foreach (var (name, read) in All)
        {
            foreach (var service in blocks.GroupBy(block => block.Service))
            {
                var values = service.Select(block => read(block.Defaults)).OfType<object>().Distinct().ToList();
                if (values.Count > 1)
                {
                    Contradict(name, values, PolicySources.Fluent, report);
                }
            }
        }
    }

    /// <summary>Checks interfaces that inherit the same methods, unless something above them decides.</summary>
    public static void Check(
        IReadOnlyList<TypeDefaults> interfaces,
        IReadOnlyCollection<DefaultsDraft> above,
        ProblemReport report
    )
    {
        foreach (var (name, read) in All.Where(setting => above.All(draft => setting.Read(draft) is null)))
        {
            var saying = interfaces.Where(type => type.Defaults is { } said && read(said) is not null).ToList();
            foreach (var (one, other) in Pairs(saying).Where(pair => ShareMethods(pair.One.Type, pair.Other.Type)))
            {
                object[] values = [read(one.Defaults!)!, read(other.Defaults!)!];
                if (!values[0].Equals(values[1]))
                {
                    Contradict(name, values, $"{one.Defaults!.Source}, {other.Defaults!.Source}", report);
                }
            }
        }
    }

    private static IEnumerable<(TypeDefaults One, TypeDefaults Other)> Pairs(List<TypeDefaults> types) =>
        types.SelectMany((one, index) => types.Skip(index + 1).Select(other => (one, other)));

    private static bool ShareMethods(Type one, Type other) =>
        !one.HasInterface(other)
        && !other.HasInterface(one)
        && one.GetInterfaces().Intersect(other.GetInterfaces()).Any(shared => shared.GetMethods().Length > 0);

    private static void Contradict(string name, IEnumerable<object> values, string source, ProblemReport report) =>
        report.Add(
            $"{name} is set to {string.Join(" and to ", values)} ({source}), which contradict each other.",
            "Leave one of them."
        );
}
