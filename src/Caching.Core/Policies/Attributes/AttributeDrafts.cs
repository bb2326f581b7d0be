using System.Reflection;

namespace Caching;

/// <summary>Turns the attributes of one declaration into drafts.</summary>
internal static class AttributeDrafts
{
    public static List<ReadPolicyDraft> Reads(AttributeLevel level, ProblemReport report) =>
        [.. level.Attributes.Select(data => Read(data, level, report)).OfType<ReadPolicyDraft>()];

    public static IEnumerable<InvalidationDraft> Invalidations(AttributeLevel level, ProblemReport report) =>
        level
            .Attributes.Where(data => data.AttributeType == typeof(InvalidateCacheAttribute))
            .Select(data => Invalidation(new(data), level.Source, report));

    public static IEnumerable<VaryBySource> VaryBy(AttributeLevel level, ProblemReport report) =>
        VaryBySources.From(level.Attributes, level.Source, report);

    private static ReadPolicyDraft? Read(CustomAttributeData data, AttributeLevel level, ProblemReport report)
    {
        if (KindOf(data.AttributeType) is not { } kind)
        {
            return null;
        }

        var values = new AttributeValues(data);
        return new(kind, level.Source)
        {
            Ttl = values.Ttl(report, level.Source),
            Jitter = values.Number(nameof(StoringAttribute.Jitter)),
            Sliding = values.Seconds(nameof(StoringAttribute.SlidingSeconds), report, level.Source),
            NullTtl = values.Seconds(nameof(StoringAttribute.NullTtlSeconds), report, level.Source),
            TtlFrom = Predicate(values.Text(nameof(StoringAttribute.TtlFrom)), level),
            Prefix = values.Text(nameof(ReadThroughAttribute.Prefix)),
            Backend = values.Text(nameof(ReadThroughAttribute.Backend)),
            Tags = values.Items<string>(nameof(ReadThroughAttribute.Tags)),
            Skip = values.Items<object?>(nameof(StoringAttribute.SkipArguments)),
            CacheNull = values.Struct<bool>(nameof(StoringAttribute.CacheNull)),
            FailClosed = values.Struct<bool>(nameof(ReadThroughAttribute.FailClosed)),
            FailSafe = values.FailSafe(report, level.Source),
            RefreshAhead = values.Number(nameof(ReadThroughAttribute.RefreshAhead)),
            When = Predicate(values.Text(nameof(StoringAttribute.When)), level),
            Unless = Predicate(values.Text(nameof(StoringAttribute.Unless)), level),
            MaxSize = values.Struct<int>(nameof(MemoizeAttribute.MaxSize)),
            KeyTemplate = kind == ReadPolicyKind.CacheAside ? values.Constructor<string>(0) ?? "" : null,
        };
    }

    private static ReadPolicyKind? KindOf(Type attribute) =>
        attribute == typeof(CachedAttribute) ? ReadPolicyKind.Cached
        : attribute == typeof(CacheAsideAttribute) ? ReadPolicyKind.CacheAside
        : attribute == typeof(MemoizeAttribute) ? ReadPolicyKind.Memoize
        : null;

    private static PredicateDraft? Predicate(string? name, AttributeLevel level) =>
        name is null ? null : new(Code: null, level.Method.DeclaringType, name);

    private static InvalidationDraft Invalidation(AttributeValues values, string source, ProblemReport report)
    {
        var draft = new InvalidationDraft(source)
        {
            Prefix = values.Text(nameof(InvalidateCacheAttribute.Prefix)),
            Backend = values.Text(nameof(InvalidateCacheAttribute.Backend)),
            Before = values.Struct<bool>(nameof(InvalidateCacheAttribute.Before)) ?? false,
            FenceFor = values.Seconds(nameof(InvalidateCacheAttribute.FenceForSeconds), report, source),
        };
        draft.Tags.AddRange(values.Items<string>(nameof(InvalidateCacheAttribute.Tags)) ?? []);
        draft.Keys.AddRange(values.Items<string>(nameof(InvalidateCacheAttribute.Keys)) ?? []);
        if (values.Text(nameof(InvalidateCacheAttribute.Pattern)) is { } pattern)
        {
            draft.Patterns.Add(pattern);
        }

        return draft;
    }
}
