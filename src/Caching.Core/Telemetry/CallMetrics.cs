namespace Caching;

/// <summary>Counts the calls of one method on one backend, with the tags made once.</summary>
internal sealed class CallMetrics(string backend, string method, TimeProvider time)
{
    private readonly KeyValuePair<string, object?> _backend = new("backend", backend);
    private readonly KeyValuePair<string, object?> _method = new("method", method);

    public string Method { get; } = method;

    public void Hit()
    {
        if (CachingMeter.Hits.Enabled)
        {
            CachingMeter.Hits.Add(1, _backend, _method);
        }
    }

    public void Miss() => CachingMeter.Misses.Add(1, _backend, _method);

    public void Join()
    {
        Miss();
        CachingMeter.Joins.Add(1, _backend, _method);
    }

    public void Bypass() => CachingMeter.Bypasses.Add(1, _backend, _method);

    public void RefuseStore(string reason) =>
        CachingMeter.RefusedStores.Add(1, _backend, _method, new KeyValuePair<string, object?>("reason", reason));

    public void ServeStale(string reason) =>
        CachingMeter.StaleServed.Add(1, _backend, _method, new KeyValuePair<string, object?>("reason", reason));

    public void Refresh(string outcome) =>
        CachingMeter.Refreshes.Add(1, _backend, _method, new KeyValuePair<string, object?>("outcome", outcome));

    public long BeginLoad() => time.GetTimestamp();

    public void EndLoad(long begun)
    {
        CachingMeter.Loads.Add(1, _backend, _method);
        CachingMeter.LoadDuration.Record(time.GetElapsedTime(begun).TotalSeconds, _backend, _method);
    }

    /// <summary>Counts a look-up as what it found.</summary>
    public CacheLookup<T> Count<T>(CacheLookup<T> lookup)
    {
        if (lookup.IsHit)
        {
            Hit();
        }
        else
        {
            Miss();
        }

        return lookup;
    }
}
