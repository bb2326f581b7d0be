using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

public sealed class TextSlotsTests
{
    private const string Head = "app:catalog.Find:";

    // Few texts of few letters for two places: most look-ups find somebody else's entry there.
    private static readonly Gen<string[]> Texts = Gen.Char['a', 'c']
        .Array[0, 9]
        .Select(letters => new string(letters))
        .Array[1, 40];

    [Test]
    public void Finds_the_entry_of_the_very_key_or_none() =>
        Texts.Sample(
            texts =>
            {
                var (slots, store) = Make(capacity: 2);
                foreach (var text in texts)
                {
                    var key = Head + text;
                    Assert.That(slots.Find(key, store.Clock)?.Key, Is.Null.Or.EqualTo(key));

                    slots.Put(key, Store(store, key));
                    Assert.That(((Entry<string>?)slots.Find(key, store.Clock))?.Content, Is.EqualTo(key));
                }
            },
            iter: 500
        );

    [Test]
    public void An_entry_that_was_removed_or_replaced_or_expired_is_seen_as_such()
    {
        var time = new FakeTimeProvider();
        var (slots, store) = Make(capacity: 100, time);
        slots.Put(Head + "a", Store(store, Head + "a", "old"));
        Store(store, Head + "a", "new");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((Entry<string>?)slots.Find(Head + "a", store.Clock))?.Content, Is.EqualTo("new"));
            store.Remove(Head + "a");
            Assert.That(slots.Find(Head + "a", store.Clock), Is.Null);
            slots.Put(Head + "b", Store(store, Head + "b"));
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.That(slots.Find(Head + "b", store.Clock), Is.Null);
        }
    }

    private static (TextSlots Slots, MemoryStore Store) Make(int capacity, TimeProvider? time = null)
    {
        var store = new MemoryStore(1000, new CacheClock(time ?? TimeProvider.System));
        return (store.Add(new TextSlots(Head.Length, capacity)), store);
    }

    private static Entry<string> Store(MemoryStore store, string key, string? value = null)
    {
        lock (store.Fence.Gate)
        {
            var meta = new EntryMeta(store.Clock.After(TimeSpan.FromMinutes(1)), store.Fence.Number, null);
            return store.Put_NeedsLock(key, value ?? key, ReturnShape.Value, meta);
        }
    }
}
