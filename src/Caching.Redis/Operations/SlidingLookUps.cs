using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Looks up what slides: one script, which extends what it finds.</summary>
internal sealed class SlidingLookUps(RedisCalls calls, FenceCalls fence)
{
    /// <summary>Sends one; what it fails with is said in this library's exceptions.</summary>
    public async Task<RedisResult> SendAsync(string key, CancellationToken cancellationToken)
    {
        var session = await calls.SessionAsync(cancellationToken).ConfigureAwait(false);
        return await calls.RunAsync(fence.Slide(session.Keys[key], key), cancellationToken).ConfigureAwait(false);
    }

    public byte[]? Get(string key) => (byte[]?)calls.Run(fence.Slide(calls.Session().Keys[key], key));
}
