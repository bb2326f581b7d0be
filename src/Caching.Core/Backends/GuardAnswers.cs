namespace Caching;

/// <summary>What the guard tells of a backend that gives no answer.</summary>
internal static class GuardAnswers
{
    public static CacheConnectionException Unavailable(this BackendGuard guard) =>
        new(
            $"Backend \"{guard.Name}\" gave no answer, and the policy is fail-closed. Repeat the call once the backend works again.",
            guard.Name
        );

    public static string DescribeHealth(this BackendGuard guard) =>
        guard.PendingCount == 0 ? "no invalidation is pending" : $"{guard.PendingCount} invalidations are pending";
}
