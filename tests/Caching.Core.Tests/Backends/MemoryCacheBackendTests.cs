using Caching.TestKit.Contract;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

public sealed class MemoryCacheBackendTests : CacheBackendContract
{
    private readonly FakeTimeProvider _time = new();

    protected override ICacheBackend CreateSut() => new MemoryCacheBackend(null, _time);

    protected override void Pass(TimeSpan time) => _time.Advance(time);

    protected override async Task ExpireAsync(string key)
    {
        _time.Advance(Ttl - TimeSpan.FromMilliseconds(1));
        Assert.That(await Sut.ExistsAsync(key), Is.True, "a millisecond too early");
        _time.Advance(TimeSpan.FromMilliseconds(1));
    }

    protected override Task PassAsync(string key, TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
