using System.Runtime.CompilerServices;

namespace Caching.Registration.Tests.Semantics.HitPath;

/// <summary>What the cache keeps alive: what it needs, nothing of the callers.</summary>
[NonParallelizable]
public sealed class RetentionTests
{
    public interface IService
    {
        [Cached(SkipArguments = ["request"])]
        int Read(int id, object request);

        [Memoize(SkipArguments = ["request"])]
        int Known(int id, object request);

        [Cached]
        object Make(int id);
    }

    private sealed class Service : IService
    {
        public int Read(int id, object request) => 1;

        public int Known(int id, object request) => 1;

        public object Make(int id) => new();
    }

    [Test]
    public void A_skipped_argument_is_let_go_M2([Values] bool memoize)
    {
        using var host = CacheHost.Of<IService>(new Service());

        var request = Call(host.Get<IService>(), memoize);
        Collect();

        Assert.That(request.IsAlive, Is.False);
    }

    [Test]
    public void A_removed_result_is_let_go()
    {
        using var host = CacheHost.Of<IService>(new Service());

        var made = Make(host.Get<IService>());
        host.Cache.Clear();
        Collect();

        Assert.That(made.IsAlive, Is.False);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Call(IService service, bool memoize)
    {
        var request = new object();
        for (var i = 0; i < 3; i++)
        {
            _ = memoize ? service.Known(1, request) : service.Read(1, request);
        }

        return new WeakReference(request);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Make(IService service)
    {
        service.Make(1);
        service.Make(1);
        return new WeakReference(service.Make(1));
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
