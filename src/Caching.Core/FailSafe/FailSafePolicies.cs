namespace Caching;

/// <summary>Decides what a method's loads do when they fail or take long, and finds what can't work together.</summary>
internal static class FailSafePolicies
{
    /// <summary>Decides every setting.</summary>
    /// <param name="own">What the method's policies say, the nearest first.</param>
    /// <param name="shared">What service and container say, the nearest first.</param>
    /// <param name="method">The method.</param>
    /// <param name="report">Gets contradictions.</param>
    public static FailSafePolicy Decide(
        IReadOnlyList<(FailSafeDraft Draft, string Source)> own,
        IReadOnlyList<(FailSafeDraft Draft, string Source)> shared,
        PolicyMethod method,
        ProblemReport report
    )
    {
        var stale = First(own.Concat(shared), draft => draft.StaleOnError);
        if (ReturnShapes.Of(method.Method).Shape.IsAsynchronous())
        {
            return new(stale, First(own.Concat(shared), draft => draft.HardTimeout));
        }

        RefuseTimeouts(own, report);
        return new(stale, Off);
    }

    private static Setting<TimeSpan> Off => new(TimeSpan.Zero, PolicySources.BuiltIn);

    private static Setting<TimeSpan> First(
        IEnumerable<(FailSafeDraft Draft, string Source)> levels,
        Func<FailSafeDraft, TimeSpan?> read
    ) => Settings.First(levels.Select(level => Settings.Said(read(level.Draft), level.Source)), TimeSpan.Zero);

    // What service or container say for all their methods concerns those that it can work on.
    private static void RefuseTimeouts(IEnumerable<(FailSafeDraft Draft, string Source)> own, ProblemReport report)
    {
        foreach (var (draft, source) in own.Where(level => level.Draft.HardTimeout > TimeSpan.Zero))
        {
            report.Add(
                $"HardTimeout {draft.HardTimeout:c} ({source}) can't work: the method is synchronous, and nothing can end "
                    + "its call.",
                "Return a task, or leave the timeout out."
            );
        }
    }
}
