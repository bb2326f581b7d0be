namespace Caching.Core.Tests.Backends;

/// <summary>How many entries a table of slots finds room for.</summary>
public sealed class SlotTableTests
{
    [Test]
    public void It_grows_until_those_in_use_have_room()
    {
        var (slots, store) = Make(capacity: 100_000);
        var entries = Entries(store, 5_000);

        Ask(slots, store, entries);
        Ask(slots, store, entries);

        Assert.That(Ask(slots, store, entries), Is.GreaterThan(4_500));
        Assert.That(slots.Size, Is.GreaterThan(5_000));
    }

    [Test]
    public void It_stays_small_while_its_entries_have_room()
    {
        var (slots, store) = Make(capacity: 100_000);
        var entries = Entries(store, 8);

        for (var i = 0; i < 1_000; i++)
        {
            Ask(slots, store, entries);
            Put(slots, 0, entries[0]);
        }

        Assert.That(slots.Size, Is.EqualTo(512));
    }

    [Test]
    public void It_has_no_more_places_than_the_store()
    {
        var (slots, store) = Make(capacity: 1_000);
        var entries = Entries(store, 900);

        for (var i = 0; i < 100; i++)
        {
            Ask(slots, store, entries);
        }

        Assert.That(slots.Size, Is.EqualTo(512));
    }

    [Test]
    public void Entries_that_were_removed_make_it_no_larger()
    {
        var (slots, store) = Make(capacity: 100_000);
        for (var i = 0; i < 3_000; i++)
        {
            var entry = Store(store, $"{i % 4}");
            Put(slots, i % 4, entry);
            store.Remove($"{i % 4}");
        }

        Assert.That(slots.Size, Is.EqualTo(512));
    }

    [Test]
    public void It_lets_go_of_the_dead_wherever_they_are()
    {
        var (slots, store) = Make(capacity: 100_000);
        var entries = Entries(store, 5_000);
        for (var i = 0; i < 3; i++)
        {
            Ask(slots, store, entries);
        }

        store.RemoveAll();
        slots.DropDead(store.Clock.Now);

        Assert.That(slots.Count, Is.Zero);
    }

    // Asks for each entry once and puts what isn't found, as calls do; returns how many were found.
    private static int Ask(SlotTable slots, MemoryStore store, Entry[] entries)
    {
        var found = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            if (slots.Find([i], store.Clock) is { } entry)
            {
                Assert.That(entry, Is.SameAs(entries[i]));
                found++;
            }
            else
            {
                Put(slots, i, entries[i]);
            }
        }

        return found;
    }

    private static void Put(SlotTable slots, int argument, Entry entry) => slots.Put([argument], entry);

    private static Entry[] Entries(MemoryStore store, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Store(store, $"{i}"))];

    private static (SlotTable Slots, MemoryStore Store) Make(int capacity)
    {
        var store = new MemoryStore(capacity, new CacheClock(TimeProvider.System));
        return (SlotTable.For([BitTypes.Of(typeof(int))], store.Capacity), store);
    }

    private static Entry<string> Store(MemoryStore store, string key)
    {
        lock (store.Fence.Gate)
        {
            return store.Put_NeedsLock(
                key,
                key,
                ReturnShape.Value,
                new EntryMeta(long.MaxValue, store.Fence.Number, null)
            );
        }
    }
}
