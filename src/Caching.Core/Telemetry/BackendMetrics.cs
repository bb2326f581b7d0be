namespace Caching;

/// <summary>Counts what happens to one backend; makes tags only while somebody listens.</summary>
internal sealed class BackendMetrics(string backend, TimeProvider time)
{
    private static readonly BackendOperationKinds[] Sides =
    [
        BackendOperationKinds.Read,
        BackendOperationKinds.Write,
        BackendOperationKinds.Invalidation,
    ];

    private readonly KeyValuePair<string, object?> _backend = new("backend", backend);

    public static string NameOf(BackendOperationKinds side) =>
        side switch
        {
            BackendOperationKinds.Read => "read",
            BackendOperationKinds.Write => "write",
            _ => "invalidation",
        };

    public void Operation(BackendOperation operation, long begun, string outcome)
    {
        if (CachingMeter.Operations.Enabled || CachingMeter.OperationDuration.Enabled)
        {
            KeyValuePair<string, object?> name = new("operation", operation.Name);
            CachingMeter.Operations.Add(1, _backend, name, new KeyValuePair<string, object?>("outcome", outcome));
            CachingMeter.OperationDuration.Record(time.GetElapsedTime(begun).TotalSeconds, _backend, name);
        }
    }

    public void StoreFailed(BackendOperation operation, Exception failure)
    {
        if (CachingMeter.RefusedStores.Enabled)
        {
            StoreRefused(operation, BackendFailures.ReasonOf(failure));
        }
    }

    public void StoreRefused(BackendOperation operation, string reason)
    {
        if (CachingMeter.RefusedStores.Enabled && operation.IsStore)
        {
            CachingMeter.RefusedStores.Add(1, _backend, new KeyValuePair<string, object?>("reason", reason));
        }
    }

    public void BreakersOpen(BackendOperationKinds sides, int change)
    {
        if (CachingMeter.OpenBreakers.Enabled)
        {
            foreach (var side in Sides.Where(side => sides.HasFlag(side)))
            {
                CachingMeter.OpenBreakers.Add(
                    change,
                    _backend,
                    new KeyValuePair<string, object?>("side", NameOf(side))
                );
            }
        }
    }

    public void Pending(int change)
    {
        if (change != 0)
        {
            CachingMeter.PendingInvalidations.Add(change, _backend);
        }
    }

    public void Stalled(Exception failure)
    {
        if (failure is CacheConnectionException)
        {
            CachingMeter.Stalls.Add(1, _backend);
        }
    }
}
