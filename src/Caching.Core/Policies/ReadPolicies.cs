namespace Caching;

/// <summary>Decides how one method is answered from the cache, from everything that is said about it.</summary>
internal static class ReadPolicies
{
    /// <summary>Returns what goes into the policy, the highest level first; empty where there is none.</summary>
    /// <param name="levels">Per level the policies found there, the highest level first.</param>
    /// <param name="report">Gets contradictions and bad values.</param>
    public static IReadOnlyList<ReadPolicyDraft> Effective(
        IReadOnlyList<IReadOnlyList<ReadPolicyDraft>> levels,
        ProblemReport report
    )
    {
        var effective = new List<ReadPolicyDraft>();
        var replaced = false;
        foreach (var level in levels.Where(level => level.Count > 0))
        {
            foreach (var draft in level)
            {
                DraftRules.Check(draft, report);
            }

            if (level.Count > 1)
            {
                var kinds = string.Join(" and ", level.Select(draft => draft.Kind));
                report.Add(
                    $"{kinds} ({level[0].Source}) contradict each other: a method is answered in one way.",
                    "Leave one of them."
                );
            }

            // Another kind at a higher level replaces all of what is below.
            replaced |= effective.Count > 0 && effective[0].Kind != level[0].Kind;
            if (!replaced)
            {
                effective.Add(level[0]);
            }
        }

        return effective;
    }

    /// <summary>Decides every setting; a result that can't be cached is a problem and no policy.</summary>
    public static ReadPolicy? Decide(
        PolicyMethod method,
        IReadOnlyList<ReadPolicyDraft> drafts,
        ServiceDefaults defaults,
        ProblemReport report
    )
    {
        if (drafts.Count == 0)
        {
            return null;
        }

        var top = drafts[0];
        if (ResultRules.Refuse(method.Method.ReturnType) is { } refusal)
        {
            report.Add($"{top.Kind} ({top.Source}) can't work: the method {refusal.Cause}.", refusal.WayOut);
            return null;
        }

        var policy = Decide(method, drafts, defaults, top, report);
        ExpiryRules.Check(policy, ResultRules.Unwrap(method.Method.ReturnType)!, report);
        ExpiryRules.Slides(policy, report);
        return policy;
    }

    private static ReadPolicy Decide(
        PolicyMethod method,
        IReadOnlyList<ReadPolicyDraft> drafts,
        ServiceDefaults defaults,
        ReadPolicyDraft top,
        ProblemReport report
    )
    {
        // One key, from the nearest level that writes one in either way.
        var keys = drafts.Where(draft => draft.KeyTemplate is not null || draft.Key is not null).Take(1).ToList();
        SelectorRules.Check(keys.FirstOrDefault()?.Key, method, report);
        var result = ResultRules.Unwrap(method.Method.ReturnType)!;
        var ttl = Ttl(drafts, method, defaults);
        var nullTtl = First(drafts, draft => draft.NullTtl);
        return new()
        {
            Kind = top.Kind,
            Source = top.Source,
            Ttl = ttl,
            Jitter = Jitter(drafts, method, defaults),
            Sliding = Sliding(drafts, ttl, method, defaults),
            NullTtl = nullTtl,
            TtlFrom = Compiled(drafts, draft => draft.TtlFrom, code => Predicates.Ttl(code, method, result, report)),
            TagsFrom = Compiled(drafts, draft => draft.TagsFrom, code => Predicates.Tags(code, method, result, report)),
            Prefix = Said(drafts, draft => draft.Prefix) ?? defaults.Prefix(method),
            Backend = Said<string?>(drafts, draft => draft.Backend) ?? defaults.Backend(method),
            Tags = Said<IReadOnlyList<string>>(drafts, draft => draft.Tags) ?? BuiltIn<IReadOnlyList<string>>([]),
            Skipped = Skipped(drafts, method, report),
            CacheNull = CacheNull(drafts, nullTtl),
            FailClosed = Settings.First(drafts.Select(draft => Settings.Said(draft.FailClosed, draft.Source)), false),
            FailSafe = FailSafe(drafts, method, defaults, report),
            RefreshAhead = RefreshRules.Decide(drafts, defaults.RefreshAhead(method)),
            RefreshAheadIsDemanded = drafts.Any(draft => draft.RefreshAhead > 0),
            When = Compiled(drafts, draft => draft.When, code => Predicates.When(code, method, report)),
            Unless = Compiled(drafts, draft => draft.Unless, code => Predicates.Unless(code, method, result, report)),
            MaxSize = Settings.First(
                drafts.Select(draft => Settings.Said(draft.MaxSize, draft.Source)),
                PolicySources.DefaultMaxSize
            ),
            KeyTemplate = Said<string?>(keys, draft => draft.KeyTemplate) ?? BuiltIn<string?>(null),
            Key = Said<KeySource?>(keys, draft => draft.Key) ?? BuiltIn<KeySource?>(null),
        };
    }

    // How long a null is stored says that it is stored, unless that is denied at the same level or above.
    private static Setting<bool> CacheNull(IReadOnlyList<ReadPolicyDraft> drafts, Setting<TimeSpan?> nullTtl) =>
        Settings.First(
            drafts.Select(draft =>
                Settings.Said(draft.CacheNull ?? (draft.NullTtl is null ? null : true), draft.Source)
            ),
            nullTtl.Value is not null
        );

    private static Setting<double> Jitter(
        IReadOnlyList<ReadPolicyDraft> drafts,
        PolicyMethod method,
        ServiceDefaults defaults
    )
    {
        var levels = drafts.Select(draft => Settings.Said(draft.Jitter, draft.Source));

        // What memoize shares with nobody else, its time to live above all, isn't the service's to shorten.
        return drafts[0].Kind == ReadPolicyKind.Memoize
            ? Settings.First(levels, 0)
            : Settings.First(levels.Append(defaults.Jitter(method)), 0);
    }

    // A default that is no shorter than what a method says for itself isn't meant for it.
    private static Setting<TimeSpan?> Sliding(
        IReadOnlyList<ReadPolicyDraft> drafts,
        Setting<TimeSpan?> ttl,
        PolicyMethod method,
        ServiceDefaults defaults
    )
    {
        var own = First(drafts, draft => draft.Sliding);
        if (own.Value is not null || drafts[0].Kind == ReadPolicyKind.Memoize)
        {
            return own;
        }

        var shared = defaults.Sliding(method);
        var isOwnTtl = drafts.Any(draft => draft.Ttl is not null);
        return shared is { } said && !(isOwnTtl && said.Value >= ttl.Value) ? new(said.Value, said.Source) : own;
    }

    private static Setting<T?> First<T>(IReadOnlyList<ReadPolicyDraft> drafts, Func<ReadPolicyDraft, T?> read)
        where T : struct =>
        drafts.FirstOrDefault(draft => read(draft) is not null) is { } said
            ? new(read(said), said.Source)
            : BuiltIn<T?>(null);

    private static FailSafePolicy FailSafe(
        IReadOnlyList<ReadPolicyDraft> drafts,
        PolicyMethod method,
        ServiceDefaults defaults,
        ProblemReport report
    ) =>
        FailSafePolicies.Decide(
            [.. drafts.Select(draft => (draft.FailSafe, draft.Source))],
            drafts[0].Kind == ReadPolicyKind.Memoize ? [] : [.. defaults.FailSafe(method)],
            method,
            report
        );

    private static Setting<TimeSpan?> Ttl(
        IReadOnlyList<ReadPolicyDraft> drafts,
        PolicyMethod method,
        ServiceDefaults defaults
    )
    {
        if (drafts.FirstOrDefault(draft => draft.Ttl is not null) is { } said)
        {
            return new(said.Ttl, said.Source);
        }

        if (drafts[0].Kind == ReadPolicyKind.Memoize)
        {
            return BuiltIn<TimeSpan?>(null);
        }

        var shared = defaults.Ttl(method);
        return new(shared.Value, shared.Source);
    }

    private static Setting<IReadOnlySet<int>> Skipped(
        IReadOnlyList<ReadPolicyDraft> drafts,
        PolicyMethod method,
        ProblemReport report
    )
    {
        if (drafts.FirstOrDefault(draft => draft.Skip is not null) is not { } said)
        {
            return BuiltIn<IReadOnlySet<int>>(new HashSet<int>());
        }

        var skipped = new HashSet<int>();
        foreach (var parameter in said.Skip!)
        {
            var index = parameter switch
            {
                int position when position >= 0 && position < method.Parameters.Length => position,
                string name => Array.FindIndex(method.Parameters, candidate => candidate.Name == name),
                _ => -1,
            };
            if (index >= 0)
            {
                skipped.Add(index);
                continue;
            }

            var known = string.Join(", ", method.Parameters.Select((known, at) => $"{known.Name} ({at})"));
            report.Add(
                $"Skip names the parameter {(parameter is string ? $"'{parameter}'" : parameter ?? "null")} "
                    + $"({said.Source}), which the method doesn't have.",
                $"Name one of its parameters or its position: {(known.Length == 0 ? "it has none" : known)}."
            );
        }

        return new(skipped, said.Source);
    }

    private static Setting<T?> Compiled<T>(
        IReadOnlyList<ReadPolicyDraft> drafts,
        Func<ReadPolicyDraft, PredicateDraft?> read,
        Func<PredicateDraft, T?> compile
    )
        where T : class =>
        drafts.FirstOrDefault(draft => read(draft) is not null) is { } said
            ? new(compile(read(said)!), said.Source)
            : BuiltIn<T?>(null);

    private static Setting<T>? Said<T>(IReadOnlyList<ReadPolicyDraft> drafts, Func<ReadPolicyDraft, T?> read)
        where T : class? =>
        drafts.FirstOrDefault(draft => read(draft) is not null) is { } said ? new(read(said)!, said.Source) : null;

    private static Setting<T> BuiltIn<T>(T value) => new(value, PolicySources.BuiltIn);
}
