using Microsoft.Extensions.Time.Testing;

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

    [Test]
    public void Two_that_share_a_place_make_it_no_larger()
    {
        var (slots, store) = Make(capacity: 100_000);
        var other = Enumerable.Range(1, 10_000).First(i => Place(i) == Place(0));
        Entry[] entries = [Store(store, "0"), Store(store, "other")];

        for (var i = 0; i < 10_000; i++)
        {
            Put(slots, 0, entries[0]);
            Put(slots, other, entries[1]);
        }

        Assert.That(slots.Size, Is.EqualTo(512));

        static ulong Place(int number) => FxHash.Add(0, number) >> 55;
    }

    [Test]
    public void It_begins_anew_when_few_are_left()
    {
        var (slots, store) = Make(capacity: 100_000);
        var entries = Entries(store, 5_000);
        for (var i = 0; i < 3; i++)
        {
            Ask(slots, store, entries);
        }

        foreach (var entry in entries[10..])
        {
            store.Remove(entry.Key);
        }

        slots.DropDead(store.Clock.Now);

        Assert.That(slots.Size, Is.Zero);
        Ask(slots, store, entries[..10]);
        Assert.That(Ask(slots, store, entries[..10]), Is.EqualTo(10));
    }

    [Test]
    public void Pairs_of_small_numbers_have_room_as_arguments_and_as_a_tuple()
    {
        var store = new MemoryStore(100_000, new CacheClock(TimeProvider.System));
        var entries = Entries(store, 10_000);
        var number = BitTypes.Of(typeof(int));
        (Type?[] Bits, Func<int, int, object?[]> Arguments)[] signatures =
        [
            ([number, number], static (x, y) => [x, y]),
            ([BitTypes.Of(ArgumentEncoders.For<(int, int)>())], static (x, y) => [(x, y)]),
        ];

        foreach (var (bits, arguments) in signatures)
        {
            var slots = SlotTable.For(bits, store.Capacity);
            for (var round = 0; round < 60; round++)
            {
                for (var i = 0; i < entries.Length; i++)
                {
                    slots.Put(arguments(i / 100, i % 100), entries[i]);
                }
            }

            Assert.That(slots.Count, Is.GreaterThan(8_000));
        }
    }

    [Test]
    public void It_lets_go_of_the_evicted_without_a_timer()
    {
        var store = new MemoryStore(1_000, new CacheClock(new FakeTimeProvider()));
        var slots = store.Add(SlotTable.For([BitTypes.Of(typeof(int))], store.Capacity));
        for (var i = 0; i < 2 * 512; i++)
        {
            Store(store, $"before {i}");
        }

        var entries = Entries(store, 512);
        for (var i = 0; i < entries.Length; i++)
        {
            Put(slots, i, entries[i]);
        }

        var before = slots.Count;
        for (var i = 0; i < 5 * 512; i++)
        {
            Store(store, $"after {i}");
        }

        var live = entries.Count(static entry => !entry.WasRemoved);
        Assert.That(before, Is.GreaterThan(live));
        Assert.That(() => slots.Count, Is.LessThanOrEqualTo(live).After(10_000, 10));
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
