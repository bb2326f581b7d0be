using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Service;

/// <summary>A service over a memory backend, another one called <c>other</c>, and two scripted ones.</summary>
public abstract class ServiceFixture
{
    private protected static readonly TimeSpan DefaultTtl = TimeSpan.FromMinutes(5);

    private protected FakeTimeProvider Time { get; private set; } = null!;

    private protected RecordingLoggerFactory Logs { get; private set; } = null!;

    private protected CachingRuntime Runtime { get; private set; } = null!;

    private protected ICacheService Sut => Runtime.Service;

    /// <summary>Gets the backend called <c>scripted</c>, which has synchronous operations too.</summary>
    private protected ScriptedSyncBackend Scripted { get; private set; } = null!;

    /// <summary>Gets the backend called <c>remote</c>, which is asynchronous only.</summary>
    private protected ScriptedBackend Remote { get; private set; } = null!;

    private protected MemoryCacheBackend Memory => (MemoryCacheBackend)Runtime.Manager.GetBackend();

    [SetUp]
    public void MakeTheService()
    {
        Time = new FakeTimeProvider();
        Logs = new RecordingLoggerFactory();
        Scripted = new ScriptedSyncBackend(Time);
        Remote = new ScriptedBackend(Time);
        var builder = new CachingBuilder()
            .UseMemory()
            .UseMemory("other")
            .Use("scripted", _ => Scripted)
            .Use("remote", _ => Remote)
            .KeyPrefix("s[h]op")
            .DefaultTtl(DefaultTtl)
            .UseTimeProvider(Time)
            .UseLoggerFactory(Logs);
        Runtime = new CachingRuntime(builder.Freeze());
    }

    [TearDown]
    public async Task EndTheService()
    {
        await Runtime.DisposeAsync();
        Logs.Dispose();
    }
}
