namespace Caching;

/// <summary>Checks settings of expiry that are wrong, or that do nothing beside each other.</summary>
internal static class ExpiryRules
{
    /// <summary>Checks what is wrong whatever stands beside it.</summary>
    public static void Check(double? jitter, TimeSpan? sliding, string source, ProblemReport report)
    {
        if (jitter is not (null or (>= 0 and <= 1)))
        {
            report.Add(
                FormattableString.Invariant($"Jitter = {jitter} ({source}) is no part of a time to live."),
                "Write a number from 0 to 1: 0.1 shortens it by up to a tenth."
            );
        }

        if (sliding <= TimeSpan.Zero)
        {
            report.Add(
                $"Sliding = {sliding} ({source}) is over at once.",
                "Write more than zero, or leave it out for entries that hits don't extend."
            );
        }
    }

    /// <summary>Checks a policy whose settings are all decided.</summary>
    public static void Check(ReadPolicy policy, Type result, ProblemReport report)
    {
        var ttl = policy.Ttl;
        if (policy.Sliding is { Value: { } window } sliding && window >= ttl.Value)
        {
            report.Add(
                $"Sliding = {window} ({sliding.Source}) does nothing: the time to live, {ttl.Value} ({ttl.Source}), is no "
                    + "longer, and an entry never outlives it.",
                "Write a window that is shorter than the time to live, or leave it out."
            );
        }

        if (policy.Jitter is { Value: > 0, Source: var said } && ttl.Value is null && policy.TtlFrom.Value is null)
        {
            report.Add(
                $"Jitter ({said}) does nothing: without a time to live the results never expire.",
                "Write a time to live, or leave the jitter out."
            );
        }

        if (policy.NullTtl.Value is null)
        {
            return;
        }

        if (result.IsValueType && Nullable.GetUnderlyingType(result) is null && !result.IsGenericParameter)
        {
            report.Add(
                $"NullTtl ({policy.NullTtl.Source}) does nothing: {FriendlyNames.Of(result)} is never null.",
                "Leave it out."
            );
        }

        if (!policy.CacheNull.Value)
        {
            report.Add(
                $"NullTtl ({policy.NullTtl.Source}) says how long a null is stored, but CacheNull = false "
                    + $"({policy.CacheNull.Source}) says that it isn't.",
                "Leave one of them out; NullTtl stores nulls by itself."
            );
        }
    }

    /// <summary>Checks what can't be said of entries that slide: nobody knows beforehand when their time is over.</summary>
    public static void Slides(ReadPolicy policy, ProblemReport report)
    {
        if (policy.Sliding.Value is null)
        {
            return;
        }

        if (policy.FailSafe.StaleOnError is { Value.Ticks: > 0, Source: var stale })
        {
            report.Add(
                $"StaleOnError ({stale}) does nothing: an entry that slides ({policy.Sliding.Source}) isn't kept past its end.",
                "Leave one of them out here; zero turns a default off."
            );
        }

        if (policy.RefreshAhead is { Value: > 0, Source: var ahead })
        {
            report.Add(
                $"RefreshAhead ({ahead}) does nothing: hits extend an entry that slides ({policy.Sliding.Source}).",
                "Leave one of them out here; zero turns a default off."
            );
        }
    }
}
