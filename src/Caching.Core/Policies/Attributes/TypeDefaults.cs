namespace Caching;

/// <summary>What the attributes of one type say about all its methods.</summary>
internal sealed record TypeDefaults(Type Type, DefaultsDraft? Defaults, IReadOnlyList<VaryBySource> VaryBy)
{
    /// <summary>Returns the implementation and its base classes, the nearest first; nothing where it isn't known.</summary>
    public static IReadOnlyList<TypeDefaults> OfImplementation(Type type, ICollection<CachingProblem> problems)
    {
        var found = new List<TypeDefaults>();
        for (var next = type.IsInterface ? null : type; next is not null; next = next.BaseType)
        {
            found.Add(Of(next, problems));
        }

        return found;
    }

    /// <summary>Returns the contracts and what they inherit, an heir before what it inherits.</summary>
    public static IReadOnlyList<TypeDefaults> OfInterfaces(
        IEnumerable<Type> contracts,
        ICollection<CachingProblem> problems
    ) =>
        [
            .. contracts
                .SelectMany(contract => contract.GetInterfaces().Prepend(contract))
                .Where(type => type.IsInterface)
                .Distinct()
                .OrderByDescending(type => type.GetInterfaces().Length)
                .ThenBy(type => type.ToString(), StringComparer.Ordinal)
                .Select(type => Of(type, problems)),
        ];

    private static TypeDefaults Of(Type type, ICollection<CachingProblem> problems)
    {
        var report = new ProblemReport(problems, FriendlyNames.Of(type));
        var attributes = type.GetCustomAttributesData();
        var data = attributes.FirstOrDefault(data => data.AttributeType == typeof(CacheDefaultsAttribute));
        var vary = VaryBySources.From(attributes, $"[VaryBy] on {report.Where}", report);
        return new(type, data is null ? null : Read(new(data), report), [.. vary]);
    }

    private static DefaultsDraft Read(AttributeValues values, ProblemReport report)
    {
        var source = $"[CacheDefaults] on {report.Where}";
        var draft = new DefaultsDraft(source)
        {
            Ttl = values.Ttl(report, source),
            Jitter = values.Number(nameof(CacheDefaultsAttribute.Jitter)),
            Sliding = values.Seconds(nameof(CacheDefaultsAttribute.SlidingSeconds), report, source),
            Prefix = values.Text(nameof(CacheDefaultsAttribute.Prefix)),
            Backend = values.Text(nameof(CacheDefaultsAttribute.Backend)),
            FailSafe = values.FailSafe(report, source),
            RefreshAhead = values.Number(nameof(CacheDefaultsAttribute.RefreshAhead)),
            SharedAcrossInstances = values.Struct<bool>(nameof(CacheDefaultsAttribute.SharedAcrossInstances)),
        };
        DraftRules.Check(draft, report);
        return draft;
    }
}
