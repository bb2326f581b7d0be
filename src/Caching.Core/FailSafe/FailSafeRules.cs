namespace Caching;

/// <summary>Checks values that are wrong whatever the method is.</summary>
internal static class FailSafeRules
{
    public static void Check(FailSafeDraft draft, string source, ProblemReport report)
    {
        foreach (var (name, value) in draft.All)
        {
            if (value < TimeSpan.Zero)
            {
                report.Add(
                    FormattableString.Invariant(
                        $"{name} of {value.Value.TotalSeconds} s ({source}) is less than no time."
                    ),
                    "Write more than zero, zero to turn it off here, or leave it out for the default."
                );
            }
        }

        foreach (var (name, value) in draft.All.Skip(1).Where(setting => setting.Value > FailSafeDraft.LongestTimeout))
        {
            report.Add(
                FormattableString.Invariant(
                    $"{name} of {value!.Value.TotalDays} days ({source}) is longer than a timer runs."
                ),
                $"Write {FailSafeDraft.LongestTimeout.TotalDays} days or less, or leave it out for no timeout."
            );
        }
    }
}
