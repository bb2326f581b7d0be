namespace Caching;

/// <summary>Checks values that are wrong whatever the method is.</summary>
internal static class FailSafeRules
{
    public static void Check(FailSafeDraft draft, string source, ProblemReport report)
    {
        DraftRules.NotNegative(draft.StaleOnError, nameof(draft.StaleOnError), source, report);
        DraftRules.NotNegative(draft.HardTimeout, nameof(draft.HardTimeout), source, report);
        if (draft.HardTimeout > Guard.LongestTimer)
        {
            report.Add(
                FormattableString.Invariant(
                    $"{nameof(draft.HardTimeout)} of {draft.HardTimeout.Value.TotalDays} days ({source}) is longer than a timer runs."
                ),
                $"Write {Guard.LongestTimer.TotalDays} days or less, or leave it out for no timeout."
            );
        }
    }
}
