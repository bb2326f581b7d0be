namespace Caching.Registration;

/// <summary>Finds registrations of child scopes whose entries would be found by the next scope's registration.</summary>
/// <remarks>
/// The entries are in a backend, under the registration's owner, and stay there when the scope ends. So it isn't enough
/// to compare the scopes that are alive: whether another one comes later, nobody knows yet.
/// </remarks>
internal static class LastingEntries
{
    public static CachingProblem? Check(ServicePlan plan) =>
        plan.HasIdentity || !plan.Methods.Values.Any(KeepsItsEntries)
            ? null
            : new CachingProblem(
                string.Join(", ", plan.Description.Contracts.Select(FriendlyNames.Of)),
                $"is registered in a child scope, and its entries outlive that scope: another scope's registration of "
                    + $"{FriendlyNames.Of(plan.Description.Implementation)} would answer with them.",
                "Give it an Identity(\"...\"), the same one in all scopes that shall share entries; where they shall not, "
                    + "one per scope or VaryBy beside it. Or register it in the container."
            );

    // A memoized method's store ends with the plan, and a cache-aside key is the user's own.
    private static bool KeepsItsEntries(MethodPlan method) => method.Policy.Read is { Kind: ReadPolicyKind.Cached };
}
