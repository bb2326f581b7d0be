namespace Caching.Core.Tests.Backends;

public sealed class EntryScanTests
{
    private const int Entries = 5_000;

    [Test]
    public void The_runtime_and_the_package_still_keep_the_nodes_where_the_scan_looks()
    {
        using var sut = new EntryScan(new EntryLru(10, new CacheClock(TimeProvider.System)));

        Assert.That(sut.IsDirect, "else a pattern is slower: find the new name of the field");
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(EntryScan.BatchSize)]
    [TestCase((3 * EntryScan.BatchSize) + 1)]
    public void A_pattern_removes_and_counts_all_that_match_and_nothing_else(int matching)
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 4 * Entries });
        for (var i = 0; i < matching; i++)
        {
            sut.Set($"gone:{i}", i);
        }

        for (var i = 0; i < Entries; i++)
        {
            sut.Set($"kept:{i}", i);
        }

        Assert.That(sut.InvalidatePattern("gone:*"), Is.EqualTo(matching));
        Assert.That(sut.Count, Is.EqualTo(Entries));
        Assert.That(sut.InvalidatePattern("*:*"), Is.EqualTo(Entries));
        Assert.That(sut.Count, Is.Zero);
    }

    [Test]
    public async Task What_is_there_from_before_until_the_end_is_never_missed()
    {
        for (var round = 0; round < 20; round++)
        {
            using var sut = new MemoryCacheBackend(new() { Capacity = 40 * Entries });
            for (var i = 0; i < Entries; i++)
            {
                sut.Set($"old:{i}", i);
            }

            // What comes makes the table grow and move its rows; what goes leaves the rows between those that stay.
            var writer = Task.Run(() =>
            {
                for (var i = 0; i < 4 * Entries; i++)
                {
                    sut.Set($"new:{i}", i);
                    if (i % 3 == 0)
                    {
                        sut.Delete($"new:{i / 2}");
                    }
                }
            });

            Assert.That(sut.InvalidatePattern("old:*"), Is.EqualTo(Entries));
            await writer;
            Assert.That(sut.InvalidatePattern("old:*"), Is.Zero);
        }
    }

    [Test]
    public async Task An_overwrite_while_it_runs_leaves_the_entry_that_was_written_later_or_none()
    {
        using var sut = new MemoryCacheBackend(new() { Capacity = 40 * Entries });
        for (var i = 0; i < Entries; i++)
        {
            sut.Set($"k:{i}", "before");
        }

        var writer = Task.Run(() => Parallel.For(0, Entries, i => sut.Set($"k:{i}", "after")));
        sut.InvalidatePattern("k:*");
        await writer;

        Assert.That(
            Enumerable.Range(0, Entries).Select(i => sut.Get<string>($"k:{i}")),
            Has.None.Matches<CacheLookup<string>>(found => found.TryGet(out var text) && text == "before")
        );
    }
}
