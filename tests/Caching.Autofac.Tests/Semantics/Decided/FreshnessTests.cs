namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.7 under load: whoever calls after a write has returned never sees what was before it.</summary>
[NonParallelizable]
public sealed class FreshnessTests
{
    private const int Writes = 1500;

    public interface IRegister
    {
        [Cached(Tags = ["register"])]
        int Read();

        [Cached(Tags = ["version:{result}"])]
        Task<int> ReadAsync();

        [Memoize]
        ValueTask<int> KnownAsync();

        void Write();
        Task WriteAsync();
    }

    private sealed class Register : IRegister
    {
        private int _version = 1;

        public int Read() => Volatile.Read(ref _version);

        public async Task<int> ReadAsync()
        {
            var version = Read();
            await Task.Yield();
            return version;
        }

        public ValueTask<int> KnownAsync() => new(ReadAsync());

        public void Write() => Interlocked.Increment(ref _version);

        public Task WriteAsync()
        {
            Write();
            return Task.CompletedTask;
        }
    }

    private static IEnumerable<TestCaseData> Cases() =>
        from backend in new[] { "memory", "outer" }
        from isAsync in new[] { false, true }
        select new TestCaseData(backend, isAsync);

    [TestCaseSource(nameof(Cases))]
    public async Task S5_07_a_read_after_a_write_never_sees_less(string backend, bool isAsync)
    {
        using var host = CacheHost.Of<IRegister>(
            new Register(),
            policies =>
                policies
                    .InvalidateCache(register => register.Write(), Everything)
                    .InvalidateCache(register => register.WriteAsync(), Everything),
            caching => _ = backend == "outer" ? caching.Use("outer", _ => new OuterSyncBackend()) : caching
        );
        var register = host.Get<IRegister>();
        var written = 1;
        var isOver = false;

        Func<Task<int>>[] reads =
        [
            () => Task.FromResult(register.Read()),
            register.ReadAsync,
            () => register.KnownAsync().AsTask(),
        ];
        var readers = reads.Select(read => Task.Run(() => ReadAllAsync(read))).ToArray();
        for (var write = 0; write < Writes; write++)
        {
            if (isAsync)
            {
                await register.WriteAsync();
            }
            else
            {
                register.Write();
            }

            Interlocked.Increment(ref written);
            await Task.Yield();
        }

        Volatile.Write(ref isOver, true);
        Assert.That(await Task.WhenAll(readers), Is.All.Null);

        async Task<string?> ReadAllAsync(Func<Task<int>> read)
        {
            while (!Volatile.Read(ref isOver))
            {
                var least = Volatile.Read(ref written);
                var seen = await read();
                if (seen < least)
                {
                    return $"saw {seen} after {least} was written";
                }
            }

            return null;
        }
    }

    private static void Everything(InvalidationPolicyBuilder<IRegister> policy) =>
        policy.Tags("register").Entry(register => register.ReadAsync()).Entries(register => register.KnownAsync());
}
