namespace Caching;

/// <summary>What one policy invalidates for one call, as far as the arguments told before it.</summary>
internal sealed class PreparedInvalidation(
    InvalidationPlan plan,
    IReadOnlyList<RegionInvalidations> known,
    (InvalidationKind Kind, KeySource Source)[] late
)
{
    public IEnumerable<RegionInvalidations> After(object? result) =>
        late.Length == 0 ? known : known.Append(plan.OfResult(late, result));
}
