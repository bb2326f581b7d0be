using Caching.Registration.Tests.Semantics;

namespace Caching.Registration.Tests.Pitfalls;

/// <summary>What a second reader gets.</summary>
public sealed class ReplayPitfallTests
{
    public interface ILines
    {
        [Cached]
        IEnumerable<string?> Read(int id);

        [Cached]
        IEnumerable<int> Numbers(int id);
    }

    private sealed class Lines : ILines
    {
        public IEnumerable<string?> Read(int id)
        {
            yield return "";
            yield return null;
            yield return "end";
        }

        public IEnumerable<int> Numbers(int id)
        {
            yield return 0;
            yield return 1;
        }
    }

    [Test]
    public void Falsy_elements_end_no_replay_C1()
    {
        using var host = CacheHost.Of<ILines>(new Lines());
        var lines = host.Get<ILines>();

        for (var reader = 0; reader < 2; reader++)
        {
            Assert.That(lines.Read(1), Is.EqualTo(new[] { "", null, "end" }));
            Assert.That(lines.Numbers(1), Is.EqualTo(new[] { 0, 1 }));
        }
    }

    [Test]
    public void A_reader_that_stops_early_leaves_the_whole_to_the_others_C2()
    {
        using var host = CacheHost.Of<ILines>(new Lines());
        var lines = host.Get<ILines>();

        Assert.That(lines.Numbers(1).First(), Is.Zero);

        Assert.That(lines.Numbers(1), Is.EqualTo(new[] { 0, 1 }));
    }
}
