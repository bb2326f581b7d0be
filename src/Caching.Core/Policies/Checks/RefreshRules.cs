namespace Caching;

/// <summary>Decides whether a method's entries are refreshed ahead, and refuses where that can't work.</summary>
internal static class RefreshRules
{
    public static void Fraction(double? fraction, string source, ProblemReport report)
    {
        if (fraction is { } said and not (>= 0 and < 1))
        {
            report.Add(
                FormattableString.Invariant($"RefreshAhead = {said} ({source}) is no part of a time to live."),
                "Write more than zero and less than one, such as 0.8, or zero for never."
            );
        }
    }

    public static Setting<double> Decide(IReadOnlyList<ReadPolicyDraft> drafts, Setting<double>? defaults) =>
        drafts[0].Kind == ReadPolicyKind.Memoize
            ? new(0, PolicySources.BuiltIn)
            : Settings.First(
                drafts.Select(draft => Settings.Said(draft.RefreshAhead, draft.Source)).Append(defaults),
                builtIn: 0d
            );

    /// <summary>Refuses what a method demands and can't have; what only defaults say is left out there.</summary>
    public static MethodPolicy Check(MethodPolicy policy, ProblemReport report)
    {
        if (policy.Read is not { RefreshAhead: { Value: > 0 } fraction } read || Refuse(policy) is not { } refusal)
        {
            return policy;
        }

        if (read.RefreshAheadIsDemanded)
        {
            report.Add(
                FormattableString.Invariant($"RefreshAhead = {fraction.Value} ({fraction.Source}) can't work: ")
                    + refusal.Cause,
                refusal.WayOut
            );
        }

        return policy with
        {
            Read = read with { RefreshAhead = new(0, PolicySources.BuiltIn) },
        };
    }

    /// <summary>Lists the problem of a method whose service nothing can resolve again, unless only defaults demand it.</summary>
    public static IEnumerable<CachingProblem> WithoutService(ReadPolicy reading, string where) =>
        reading.RefreshAheadIsDemanded
            ?
            [
                new(
                    where,
                    FormattableString.Invariant(
                        $"RefreshAhead = {reading.RefreshAhead.Value} ({reading.RefreshAhead.Source}) can't work: "
                    ) + "nothing here could resolve the service again.",
                    "Use EnableCaching on a registration of its own, not an adapter's or one for any key, or leave it out."
                ),
            ]
            : [];

    private static (string Cause, string WayOut)? Refuse(MethodPolicy policy)
    {
        if (policy.VaryBy.Count > 0)
        {
            return (
                $"keys vary by {policy.VaryBy[0].Name}, which the caller's scope knows and a refresh has none of.",
                "Make the value an argument, or leave RefreshAhead out."
            );
        }

        if (policy.Invalidations.Count > 0)
        {
            return (
                "the method invalidates too, and a refresh would do that again on its own account.",
                "Leave RefreshAhead out, or move the invalidation to the method that changes the data."
            );
        }

        return Snapshots.Refuse(policy.Method) is not { } parameter
            ? null
            : (
                $"the parameter '{parameter.Name}' is a {FriendlyNames.Of(parameter.ParameterType)}, which may change or "
                    + "end with its call, and a refresh calls the method again later.",
                "Take numbers, text, enums, dates or ids instead, or leave RefreshAhead out."
            );
    }
}
