using Caching.TestKit.Recording;

namespace Caching.Core.Tests.Backends;

/// <summary>What an entry takes on the heap beyond key and value, to the byte, on a 64-bit runtime.</summary>
[NonParallelizable]
public sealed class EntrySizeTests
{
    private const int Entry = 80;
    private const int Task = 72;
    private const int BoxedValueTask = 40;
    private static readonly object Value = new();
    private static readonly TagState[] Tags = [new TagState("t")];

    [TestCase(ReturnShape.Value, false, Entry)]
    [TestCase(ReturnShape.Value, true, Entry)]
    [TestCase(ReturnShape.TaskOfT, false, Entry + Task)]
    [TestCase(ReturnShape.TaskOfT, true, Entry + Task)]
    [TestCase(ReturnShape.ValueTaskOfT, false, Entry + BoxedValueTask)]
    [TestCase(ReturnShape.ValueTaskOfT, true, Entry + BoxedValueTask)]
    public void An_entry_takes_no_byte_more(object shape, bool tagged, int expected)
    {
        var meta = new EntryMeta(1, 1, tagged ? Tags : null, StaleFor: TimeSpan.FromMinutes(1));

        var bytes = Allocations.Of(() => _ = new Entry<object>("k", Value, (ReturnShape)shape, meta), 100);

        Assert.That(bytes, Is.EqualTo(100 * expected));
    }

    [Test]
    public void A_number_is_kept_once()
    {
        var meta = new EntryMeta(1, 1, null);

        var bytes = Allocations.Of(() => _ = new Entry<long>("k", 7, ReturnShape.Value, meta), 100);

        Assert.That(bytes, Is.EqualTo(100 * (Entry + 24)), "the entry and the boxed number");
    }

    [Test]
    public void Reading_what_was_stored_in_any_shape_gives_the_same(
        [Values(ReturnShape.Value, ReturnShape.TaskOfT, ReturnShape.ValueTaskOfT)] object shape
    )
    {
        var number = new Entry<int?>("k", 7, (ReturnShape)shape, new(1, 1, null));
        var nothing = new Entry<int?>("k", null, (ReturnShape)shape, new(1, 1, null));
        var text = new Entry<string?>("k", "v", (ReturnShape)shape, new(1, 1, null));
        var noText = new Entry<string?>("k", null, (ReturnShape)shape, new(1, 1, null));

        AssertReads(number, 7);
        AssertReads(nothing, null);
        AssertReads(text, "v");
        AssertReads(noText, null);
    }

    [Test]
    public void Reading_in_the_shape_it_was_stored_in_allocates_nothing()
    {
        var value = new Entry<string>("k", "v", ReturnShape.Value, new(1, 1, null));
        var task = new Entry<string>("k", "v", ReturnShape.TaskOfT, new(1, 1, null));
        var valueTask = new Entry<string>("k", "v", ReturnShape.ValueTaskOfT, new(1, 1, null));

        var bytes = Allocations.Of(() => _ = (value.Boxed, value.Content, task.Task, task.Content), 100);
        bytes += Allocations.Of(() => _ = (valueTask.BoxedValueTask, valueTask.Content), 100);

        Assert.That(bytes, Is.Zero);
    }

    private static void AssertReads<T>(Entry<T> entry, T expected)
    {
        Assert.That(entry.Content, Is.EqualTo(expected));
        Assert.That(entry.Boxed, Is.EqualTo(expected));
        Assert.That(entry.Task.IsCompletedSuccessfully, Is.True);
        Assert.That(((ValueTask<T>)entry.BoxedValueTask).IsCompletedSuccessfully, Is.True);
        Assert.That(new Entry<T>("k", entry.Content, ReturnShape.TaskOfT, new(1, 1, null)).Boxed, Is.EqualTo(expected));
    }
}
