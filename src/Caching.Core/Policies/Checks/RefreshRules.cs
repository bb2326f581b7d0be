namespace Caching;

/// <summary>Decides whether a method's entries are refreshed ahead.</summary>
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
}
