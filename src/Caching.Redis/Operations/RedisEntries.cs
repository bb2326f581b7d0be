using System.Diagnostics.CodeAnalysis;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Looks entries up and stores them; each decision is made once, each way of waiting is written beside the other.</summary>
internal sealed class RedisEntries(
    RedisCalls calls,
    FenceCalls fence,
    EntryCodec codec,
    PrimaryEpoch epoch,
    Undecodables undecodables
)
{
    /// <summary>How many operations of one bulk are under way at the most.</summary>
    public const int Pipeline = 256;

    private readonly SlidingLookUps _sliding = new(calls, fence);
    private readonly RedisStores _stores = new(calls, epoch);

    /// <summary>Sends one GET, whatever the tags; or one script where a hit extends what slides.</summary>
    public Task SendLookUpAsync(string key, bool slides, CancellationToken cancellationToken)
    {
        if (slides)
        {
            return _sliding.SendAsync(key, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return calls.Current is { } session
            ? SendGetAsync(session, key, cancellationToken)
            : SendGetOnceConnectedAsync(key, cancellationToken);
    }

    /// <summary>Reads the answer to a look-up that is over.</summary>
    [SuppressMessage("Usage", "VSTHRD002:Avoid problematic synchronous waits", Justification = "There is no wait.")]
    public CacheLookup<T> ReceiveLookUp<T>(string key, Task sent, long begun)
    {
        try
        {
            if (sent is Task<RedisResult> slid)
            {
                var extended = slid.GetAwaiter();
                return Read<T>(key, (byte[]?)extended.GetResult());
            }

            var answer = ((Task<Lease<byte>?>)sent).GetAwaiter();
            using var found = answer.GetResult();
            calls.Answered();
            return Read<T>(key, found);
        }
        catch (Exception failure) when (RedisFailures.IsWrongType(failure))
        {
            return undecodables.Foreign<T>();
        }
        catch (Exception failure) when (RedisFailures.IsClients(failure))
        {
            throw calls.Failed(failure, "get", key, begun);
        }
    }

    /// <inheritdoc cref="LookUp"/>
    public async ValueTask<CacheLookup<T>> LookUpAsync<T>(string key, CancellationToken cancellationToken)
    {
        var begun = calls.Now;
        var sent = SendLookUpAsync(key, slides: false, cancellationToken);
        await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ReceiveLookUp<T>(key, sent, begun);
    }

    /// <summary>Looks entries up, each with one GET, many of them under way at once.</summary>
    public async ValueTask<IReadOnlyDictionary<string, T>> LookUpManyAsync<T>(
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken
    )
    {
        var hits = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var some in keys.Distinct(StringComparer.Ordinal).Chunk(Pipeline))
        {
            var found = await Task.WhenAll(some.Select(key => LookUpAsync<T>(key, cancellationToken).AsTask()))
                .ConfigureAwait(false);
            foreach (var (key, lookup) in some.Zip(found).Where(pair => pair.Second.IsHit))
            {
                hits.Add(key, lookup.Value!);
            }
        }

        return hits;
    }

    /// <summary>Looks an entry up with one GET, whatever the tags.</summary>
    public CacheLookup<T> LookUp<T>(string key, bool slides)
    {
        try
        {
            if (slides)
            {
                return Read<T>(key, _sliding.Get(key));
            }

            using var found = calls.Run(
                "get",
                key,
                key,
                static (session, key) =>
                    session.Database.StringGetLease(session.Keys[key].Entry(key), RedisSession.Flags)
            );
            return Read<T>(key, found);
        }
        catch (CacheOperationException failure) when (RedisFailures.IsWrongType(failure))
        {
            return undecodables.Foreign<T>();
        }
    }

    /// <summary>Tells the position of a load that begins now.</summary>
    public async ValueTask<CacheMark> BeginAsync(string key, CancellationToken cancellationToken)
    {
        var before = epoch.Current;
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        var position = await calls
            .RunAsync(fence.Begin(session.Keys[key], key), cancellationToken)
            .ConfigureAwait(false);
        return new(before, (string)position!);
    }

    /// <inheritdoc cref="BeginAsync"/>
    public CacheMark Begin(string key)
    {
        var before = epoch.Current;
        return new(before, (string)calls.Run(fence.Begin(calls.Session().Keys[key], key))!);
    }

    /// <summary>Stores a loaded value where the options have a position; else writes one on purpose.</summary>
    public ValueTask<Verdict> SetAsync<T>(
        string key,
        T value,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    )
    {
        var store = Prepare(key, value, options);
        return options.Since.IsSet
            ? _stores.PutAsync(store, options.Since, cancellationToken)
            : WriteAsync(store, cancellationToken);
    }

    /// <inheritdoc cref="SetAsync"/>
    public Verdict Set<T>(string key, T value, CacheEntryOptions options)
    {
        var store = Prepare(key, value, options);
        return options.Since.IsSet ? _stores.Put(store, options.Since) : Write(store);
    }

    public async ValueTask<bool> CheckAsync(
        string key,
        CacheEntryOptions options,
        CancellationToken cancellationToken
    ) =>
        await _stores.PutAsync(ToCheck(key, options), options.Since, cancellationToken).ConfigureAwait(false)
        == Verdict.Stored;

    public bool Check(string key, CacheEntryOptions options) =>
        _stores.Put(ToCheck(key, options), options.Since) == Verdict.Stored;

    /// <summary>Reads the head of an entry, which tells whether it is there as a last value only.</summary>
    public async ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var head = (byte[]?)
                await calls
                    .RunAsync(
                        "exists",
                        key,
                        key,
                        static (session, key) => SendHeadAsync(session, key),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            return head is { Length: > 0 } && !codec.IsStale(head);
        }
        catch (CacheOperationException failure) when (RedisFailures.IsWrongType(failure))
        {
            return true;
        }
    }

    private static Task<RedisValue> SendHeadAsync(RedisSession session, string key) =>
        session.Database.StringGetRangeAsync(
            session.Keys[key].Entry(key),
            0,
            EntryEnvelope.LongHeaderLength - 1,
            RedisSession.Flags
        );

    private async Task<Lease<byte>?> SendGetOnceConnectedAsync(string key, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        return await SendGetAsync(session, key, cancellationToken).ConfigureAwait(false);
    }

    private Task<Lease<byte>?> SendGetAsync(RedisSession session, string key, CancellationToken cancellationToken)
    {
        var begun = calls.Begin("get");
        try
        {
            var sent = session.Database.StringGetLeaseAsync(session.Keys[key].Entry(key), RedisSession.Flags);
            return calls.InTimeAsync(sent, cancellationToken);
        }
        catch (Exception failure) when (RedisFailures.IsClients(failure))
        {
            throw calls.Failed(failure, "get", key, begun);
        }
    }

    private static string[] Tags(CacheEntryOptions options) =>
        options.Tags is null ? [] : [.. options.Tags.Distinct(StringComparer.Ordinal)];

    private static Store ToCheck(string key, CacheEntryOptions options) =>
        new(key, RedisValue.EmptyString, 0, Tags(options));

    private Store Prepare<T>(string key, T value, CacheEntryOptions options)
    {
        var tags = Tags(options);
        var life = fence.LifeOf(options);
        var slide = FenceCalls.SlideOf(options, life);
        return tags.Length <= TagTrailer.MaxTags
            ? new(key, codec.Encode(key, value, tags, slide, fence.FreshFor(options)), life, tags)
            {
                First = slide.Window,
            }
            : throw new CacheOperationException(
                $"\"{key}\" has {tags.Length} tags; an entry takes {TagTrailer.MaxTags}. Use fewer, coarser ones.",
                "set",
                key,
                reason: CacheFailureReason.Value
            );
    }

    // Overtaken by another write or invalidation, this one is tried again: it isn't over, so it may come last.
    private async ValueTask<Verdict> WriteAsync(Store store, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        var bucket = session.Keys[store.Key];
        for (var left = PutAnswer.Tries; left > 0; left--)
        {
            var since = await calls.RunAsync(fence.Begin(bucket, store.Key), cancellationToken).ConfigureAwait(false);
            var call = fence.Write(bucket, store, (RedisValue)since);
            if ((int)await calls.RunAsync(call, cancellationToken).ConfigureAwait(false) == 1)
            {
                return Verdict.Stored;
            }
        }

        return Verdict.Refused;
    }

    private Verdict Write(Store store)
    {
        var bucket = calls.Session().Keys[store.Key];
        for (var left = PutAnswer.Tries; left > 0; left--)
        {
            var since = calls.Run(fence.Begin(bucket, store.Key));
            if ((int)calls.Run(fence.Write(bucket, store, (RedisValue)since)) == 1)
            {
                return Verdict.Stored;
            }
        }

        return Verdict.Refused;
    }

    private CacheLookup<T> Read<T>(string key, Lease<byte>? found) =>
        found is null ? default : Read<T>(key, found.Span);

    private CacheLookup<T> Read<T>(string key, byte[]? found) => found is null ? default : Read<T>(key, found.AsSpan());

    private CacheLookup<T> Read<T>(string key, ReadOnlySpan<byte> found)
    {
        var decoded = codec.Decode<T>(key, found, out var value);
        return decoded switch
        {
            Decoded.Ok => CacheLookup<T>.Hit(value!) with { StoredAt = EntryEnvelope.StoredAt(found) },
            Decoded.Stale => CacheLookup<T>.Stale(value!),
            _ => undecodables.Count<T>(decoded),
        };
    }
}
