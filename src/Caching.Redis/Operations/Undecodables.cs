namespace Caching.Redis;

/// <summary>Counts what was found but couldn't be decoded: each is a miss, and the next store heals it.</summary>
internal sealed class Undecodables(string backend)
{
    private readonly KeyValuePair<string, object?> _backend = new("backend", backend);

    /// <summary>Counts a key of another Redis type.</summary>
    public CacheLookup<T> Foreign<T>() => Count<T>(Decoded.Foreign);

    public CacheLookup<T> Count<T>(Decoded reason)
    {
        RedisMeter.Undecodable.Add(1, _backend, new KeyValuePair<string, object?>("reason", Name(reason)));
        return default;
    }

    private static string Name(Decoded reason) =>
        reason switch
        {
            Decoded.Counter => "counter",
            Decoded.Damaged => "damaged",
            Decoded.OtherVersion => "other-version",
            Decoded.OtherSchema => "other-schema",
            Decoded.TooLarge => "too-large",
            Decoded.Unreadable => "unreadable",
            _ => "foreign",
        };
}
