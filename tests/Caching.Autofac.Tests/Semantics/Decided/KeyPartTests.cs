namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.9: what belongs to one call only is no part of a key; what has no canonical form is an error.</summary>
public sealed class KeyPartTests
{
    public interface IImport
    {
        Task<int> RunAsync(int id, IProgress<int> progress, CancellationToken token);
        int Filter(int id, Options options);
    }

    /// <summary>No record: nothing says which of its members count.</summary>
    public sealed class Options;

    private sealed class Import : IImport
    {
        private int _calls;

        public Task<int> RunAsync(int id, IProgress<int> progress, CancellationToken token)
        {
            progress.Report(id);
            return Task.FromResult(++_calls);
        }

        public int Filter(int id, Options options) => ++_calls;
    }

    [Test]
    public async Task S5_09_tokens_and_progress_are_no_part_of_a_key_M1([Values("cached", "memoize")] string kind)
    {
        using var host = CacheHost.Of<IImport>(
            new Import(),
            policies =>
                _ =
                    kind == "cached"
                        ? policies.Cached(s => s.RunAsync(default, default!, default))
                        : policies.Memoize(s => s.RunAsync(default, default!, default))
        );
        using var mine = new CancellationTokenSource();
        using var others = new CancellationTokenSource();
        var import = host.Get<IImport>();

        var first = await import.RunAsync(1, new Progress<int>(), mine.Token);
        var second = await import.RunAsync(1, new Progress<int>(), others.Token);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void S5_09_what_cannot_be_encoded_is_an_error_with_three_ways_out([Values("cached", "memoize")] string kind)
    {
        var problems = CacheHost.ProblemsOf<IImport>(
            new Import(),
            policies =>
                _ =
                    kind == "cached"
                        ? policies.Cached(s => s.Filter(default, default!))
                        : policies.Memoize(s => s.Filter(default, default!))
        );

        Assert.That(problems, Does.Contain("IImport.Filter").And.Contain("options"));
        Assert.That(problems, Does.Contain("kip").And.Contain("ICacheKeyPart").And.Contain("ache-aside"));
    }

    [Test]
    public void S5_09_skipping_it_is_a_way_out()
    {
        using var host = CacheHost.Of<IImport>(
            new Import(),
            policies => policies.Cached(s => s.Filter(default, default!), policy => policy.Skip("options"))
        );

        Assert.That(host.Get<IImport>().Filter(1, new Options()), Is.EqualTo(1));
        Assert.That(host.Get<IImport>().Filter(1, new Options()), Is.EqualTo(1));
        Assert.That(host.Get<IImport>().Filter(2, new Options()), Is.EqualTo(2));
    }
}
