namespace Caching;

/// <summary>Refuses loads in the background, for <c>RefreshAhead</c> and <c>SoftTimeout</c>, where they can't work.</summary>
internal static class BackgroundRules
{
    /// <summary>Refuses what a method demands and can't have; what only defaults say is left out there.</summary>
    public static MethodPolicy Check(MethodPolicy policy, ProblemReport report)
    {
        if (policy.Read is not { LoadsInBackground: true } read || Refuse(policy) is not { } refusal)
        {
            return policy;
        }

        foreach (var (name, said) in Demands(read))
        {
            report.Add($"{name} = {said} can't work: {refusal.Cause}", $"{refusal.WayOut}, or leave {name} out.");
        }

        return policy with
        {
            Read = read with
            {
                RefreshAhead = new(0, PolicySources.BuiltIn),
                FailSafe = read.FailSafe with { SoftTimeout = new(TimeSpan.Zero, PolicySources.BuiltIn) },
            },
        };
    }

    /// <summary>Lists the problems of a method whose service nothing can resolve again, unless only defaults demand it.</summary>
    public static IEnumerable<CachingProblem> WithoutService(ReadPolicy reading, string where) =>
        Demands(reading)
            .Select(demand => new CachingProblem(
                where,
                $"{demand.Name} = {demand.Said} can't work: nothing here could resolve the service again.",
                "Use EnableCaching on a registration of its own, not an adapter's or one for any key, or leave it out."
            ));

    private static IEnumerable<(string Name, string Said)> Demands(ReadPolicy read)
    {
        if (read is { RefreshAheadIsDemanded: true, RefreshAhead: { Value: > 0 } fraction })
        {
            yield return ("RefreshAhead", FormattableString.Invariant($"{fraction.Value} ({fraction.Source})"));
        }

        if (read.FailSafe is { SoftTimeoutIsDemanded: true, SoftTimeout: { Value.Ticks: > 0 } timeout })
        {
            yield return ("SoftTimeout", $"{timeout.Value:c} ({timeout.Source})");
        }
    }

    private static (string Cause, string WayOut)? Refuse(MethodPolicy policy)
    {
        if (policy.VaryBy.Count > 0)
        {
            return (
                $"keys vary by {policy.VaryBy[0].Name}, which the caller's scope knows and a load in the background has none of.",
                "Make the value an argument"
            );
        }

        if (policy.Invalidations.Count > 0)
        {
            return (
                "the method invalidates too, and a load in the background would do that again on its own account.",
                "Move the invalidation to the method that changes the data"
            );
        }

        return Snapshots.Refuse(policy.Method) is not { } parameter
            ? null
            : (
                $"the parameter '{parameter.Name}' is a {FriendlyNames.Of(parameter.ParameterType)}, which may change or "
                    + "end with its call, and a load in the background outlives that.",
                "Take numbers, text, enums, dates or ids instead"
            );
    }
}
