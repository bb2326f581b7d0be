using Caching.TestKit.Contract;
using Caching.TestKit.Doubles;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

/// <summary>The doubles keep the contract too: what is found with them would be found with a real backend.</summary>
public sealed class ScriptedBackendTests : CacheBackendContract
{
    private readonly FakeTimeProvider _time = new();

    protected override ICacheBackend CreateSut() => new ScriptedSyncBackend(_time, checksPositions: true);

    protected override void Pass(TimeSpan time) => _time.Advance(time);

    protected override Task ExpireAsync(string key)
    {
        _time.Advance(Ttl);
        return Task.CompletedTask;
    }

    protected override Task PassAsync(string key, TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
