namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>A lazy sequence is stored as what it yielded.</summary>
public sealed class LazySequenceTests
{
    public interface ISequences
    {
        IEnumerable<int> Count(int to);
        Task<IEnumerable<int>> CountAsync(int to);
        IReadOnlyList<int> List(int to);
    }

    private sealed class Sequences : ISequences
    {
        public int Yielded { get; private set; }

        public IEnumerable<int> Count(int to)
        {
            for (var i = 0; i < to; i++)
            {
                Yielded++;
                yield return i;
            }
        }

        public Task<IEnumerable<int>> CountAsync(int to) => Task.FromResult(Count(to));

        public IReadOnlyList<int> List(int to) => [.. Count(to)];
    }

    [Test]
    public async Task It_is_run_through_once_E20([Values("cached", "memoize")] string kind, [Values] bool isAsync)
    {
        var target = new Sequences();
        using var host = CacheHost.Of<ISequences>(
            target,
            policies =>
                _ =
                    kind == "cached"
                        ? policies.Cached(s => s.Count(default)).Cached(s => s.CountAsync(default))
                        : policies.Memoize(s => s.Count(default)).Memoize(s => s.CountAsync(default))
        );
        var sequences = host.Get<ISequences>();

        for (var reader = 0; reader < 3; reader++)
        {
            var sequence = isAsync ? await sequences.CountAsync(3) : sequences.Count(3);
            Assert.That(sequence, Is.EqualTo(new[] { 0, 1, 2 }));
        }

        Assert.That(target.Yielded, Is.EqualTo(3));
    }

    [Test]
    public void What_fails_on_the_way_fails_the_call_and_is_not_stored()
    {
        var target = new Failing();
        using var host = CacheHost.Of<ISequences>(target, policies => policies.Cached(s => s.Count(default)));

        Assert.That(() => host.Get<ISequences>().Count(1), Throws.InstanceOf<FormatException>());
        Assert.That(() => host.Get<ISequences>().Count(1), Throws.InstanceOf<FormatException>());
        Assert.That(target.Calls, Is.EqualTo(2));
    }

    private sealed class Failing : ISequences
    {
        public int Calls { get; private set; }

        public IEnumerable<int> Count(int to)
        {
            Calls++;
            yield return 1;
            throw new FormatException();
        }

        public Task<IEnumerable<int>> CountAsync(int to) => throw new NotSupportedException();

        public IReadOnlyList<int> List(int to) => throw new NotSupportedException();
    }
}
