namespace Caching;

/// <summary>Decides what a method's loads do when they fail or take long, and finds what can't work together.</summary>
/// <remarks>What service or container say for all their methods concerns those that it can work on.</remarks>
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
            var hard = First(own.Concat(shared), draft => draft.HardTimeout);
            var policy = new FailSafePolicy(stale, hard, First(own.Concat(shared), draft => draft.SoftTimeout))
            {
                SoftTimeoutIsDemanded = own.Any(level => level.Draft.SoftTimeout > TimeSpan.Zero),
            };
            return Checked(policy, report);
        }

        RefuseOnSynchronous(own, "HardTimeout", draft => draft.HardTimeout, report);
        RefuseOnSynchronous(own, "SoftTimeout", draft => draft.SoftTimeout, report);
        return new(stale, Off, Off);
    }

    private static Setting<TimeSpan> Off => new(TimeSpan.Zero, PolicySources.BuiltIn);

    private static Setting<TimeSpan> First(
        IEnumerable<(FailSafeDraft Draft, string Source)> levels,
        Func<FailSafeDraft, TimeSpan?> read
    ) => Settings.First(levels.Select(level => Settings.Said(read(level.Draft), level.Source)), TimeSpan.Zero);

    private static FailSafePolicy Checked(FailSafePolicy policy, ProblemReport report)
    {
        if (policy.SoftTimeout.Value == TimeSpan.Zero || WhyNeverSoft(policy) is not { } refusal)
        {
            return policy;
        }

        // What different levels say needn't agree; what one of them says by itself must.
        if (policy.SoftTimeoutIsDemanded || policy.SoftTimeout.Source == policy.HardTimeout.Source)
        {
            report.Add(
                $"SoftTimeout {policy.SoftTimeout.Value:c} ({policy.SoftTimeout.Source}) does nothing: {refusal.Cause}.",
                refusal.WayOut
            );
        }

        return policy with
        {
            SoftTimeout = Off,
        };
    }

    private static (string Cause, string WayOut)? WhyNeverSoft(FailSafePolicy policy)
    {
        var hard = policy.HardTimeout;
        return policy.StaleOnError.Value == TimeSpan.Zero
                ? (
                    "without StaleOnError there is no last value to serve when the time is up",
                    "Add StaleOnError, or leave the timeout out."
                )
            : hard.Value > TimeSpan.Zero && policy.SoftTimeout.Value >= hard.Value
                ? (
                    $"HardTimeout {hard.Value:c} ({hard.Source}) ends the load before it or at the same time",
                    "Write a soft timeout that is shorter than the hard one, or leave one of them out."
                )
            : null;
    }

    private static void RefuseOnSynchronous(
        IEnumerable<(FailSafeDraft Draft, string Source)> own,
        string name,
        Func<FailSafeDraft, TimeSpan?> read,
        ProblemReport report
    )
    {
        foreach (var (draft, source) in own.Where(level => read(level.Draft) > TimeSpan.Zero))
        {
            report.Add(
                $"{name} {read(draft):c} ({source}) can't work: the method is synchronous, and nothing can end "
                    + "its call.",
                "Return a task, or leave the timeout out."
            );
        }
    }
}
