namespace Caching;

/// <summary>Checks values that are wrong whatever the method is.</summary>
internal static class FailSafeRules
{
    public static void Check(FailSafeDraft draft, string source, ProblemReport report)
    {
        DraftRules.NotNegative(draft.StaleOnError, nameof(draft.StaleOnError), source, report);
        Timeout(draft.HardTimeout, nameof(draft.HardTimeout), source, report);
        Timeout(draft.SoftTimeout, nameof(draft.SoftTimeout), source, report);
    }

    private static void Timeout(TimeSpan? timeout, string name, string source, ProblemReport report)
    {
        DraftRules.NotNegative(timeout, name, source, report);
        if (timeout > Guard.LongestTimer)
        {
            report.Add(
                FormattableString.Invariant(
                    $"{name} of {timeout.Value.TotalDays} days ({source}) is longer than a timer runs."
                ),
                $"Write {Guard.LongestTimer.TotalDays} days or less, or leave it out for no timeout."
            );
        }
    }
}
