namespace Caching;

/// <summary>Checks values that are wrong whatever the method is.</summary>
internal static class DraftRules
{
    public static void Check(ReadPolicyDraft draft, ProblemReport report)
    {
        Ttl(draft.Ttl, draft.Source, report);
        Ttl(draft.NullTtl, draft.Source, report);
        ExpiryRules.Check(draft.Jitter, draft.Sliding, draft.Source, report);
        RefreshRules.Fraction(draft.RefreshAhead, draft.Source, report);
        Text(draft.Prefix, "Prefix", draft.Source, report);
        Text(draft.Backend, "Backend", draft.Source, report);
        Texts(draft.Tags, "Tags", draft.Source, report);
        FailSafeRules.Check(draft.FailSafe, draft.Source, report);
        if (draft.KeyTemplate is { } key && string.IsNullOrWhiteSpace(key))
        {
            report.Add($"The key \"{key}\" ({draft.Source}) is empty.", "Write a key, such as product:{id}.");
        }

        if (draft.MaxSize < 1)
        {
            report.Add(
                $"MaxSize = {draft.MaxSize} ({draft.Source}) keeps no result at all.",
                "Write one or more, or take the policy off."
            );
        }

        if (draft is { Kind: ReadPolicyKind.CacheAside, Skip.Count: > 0 })
        {
            report.Add(
                $"SkipArguments ({draft.Source}) does nothing in a cache-aside policy, whose key is what you write.",
                "Leave it out, and the parameter out of the key."
            );
        }
    }

    public static void Check(InvalidationDraft draft, ProblemReport report)
    {
        Text(draft.Prefix, "Prefix", draft.Source, report);
        Text(draft.Backend, "Backend", draft.Source, report);
        Texts(draft.Tags, "Tags", draft.Source, report);
        Texts(draft.Keys, "Keys", draft.Source, report);
        Texts(draft.Patterns, "Pattern", draft.Source, report);
        NotNegative(draft.FenceFor, nameof(draft.FenceFor), draft.Source, report);
        if (draft is { Tags.Count: 0, Keys.Count: 0, Patterns.Count: 0, Targets.Count: 0 })
        {
            report.Add(
                $"InvalidateCache ({draft.Source}) names nothing to invalidate.",
                "Give it tags, keys, a pattern (Pattern = \"*\" with a Prefix for all of that prefix) or entries."
            );
        }
    }

    public static void Check(DefaultsDraft draft, ProblemReport report)
    {
        Ttl(draft.Ttl, draft.Source, report);
        ExpiryRules.Check(draft.Jitter, draft.Sliding, draft.Source, report);
        FailSafeRules.Check(draft.FailSafe, draft.Source, report);
        RefreshRules.Fraction(draft.RefreshAhead, draft.Source, report);
        Text(draft.Prefix, "Prefix", draft.Source, report);
        Text(draft.Backend, "Backend", draft.Source, report);
    }

    public static void Text(string? value, string name, string source, ProblemReport report)
    {
        if (value is not null && string.IsNullOrWhiteSpace(value))
        {
            report.Add($"{name} = \"{value}\" ({source}) is empty.", "Write a text, or leave it out for the default.");
        }
    }

    public static void NotNegative(TimeSpan? value, string name, string source, ProblemReport report)
    {
        if (value < TimeSpan.Zero)
        {
            report.Add(
                FormattableString.Invariant($"{name} of {value.Value.TotalSeconds} s ({source}) is less than no time."),
                "Write more than zero, zero to turn it off here, or leave it out for the default."
            );
        }
    }

    private static void Texts(List<string>? values, string name, string source, ProblemReport report)
    {
        if (values?.Exists(string.IsNullOrWhiteSpace) == true)
        {
            report.Add($"{name} ({source}) contains an empty text.", "Write a text, or leave it out.");
        }
    }

    private static void Ttl(TimeSpan? ttl, string source, ProblemReport report)
    {
        if (ttl <= TimeSpan.Zero)
        {
            report.Add(
                FormattableString.Invariant(
                    $"A time to live of {ttl.Value.TotalSeconds} s ({source}) is over at once."
                ),
                "Write more than zero, or leave it out for the default."
            );
        }
    }
}
