namespace Caching;

/// <summary>Finds entries by arguments without writing a key.</summary>
internal abstract class SlotTable(int capacity) : Shortcuts(capacity)
{
    /// <summary>Makes the table of a method; a comparer that is <see langword="null"/> stands for what isn't part of the key.</summary>
    public static SlotTable For(IReadOnlyList<BitComparer?> comparers, int capacity)
    {
        BitComparer?[] parameters = [.. comparers];
        var comparer = ArgumentsComparer.For(parameters);
        var type = typeof(SlotTable<>).MakeGenericType(comparer.GetType());
        return (SlotTable)Activator.CreateInstance(type, comparer, parameters, capacity)!;
    }

    /// <summary>Finds the live entry of a call; <see langword="null"/> when it isn't in here.</summary>
    public abstract Entry? Find(object?[] arguments, CacheClock clock);

    public abstract void Put(object?[] arguments, Entry entry);
}
