namespace Caching;

/// <summary>Finds entries by arguments without writing a key.</summary>
internal abstract class SlotTable(int capacity) : Shortcuts<Slot>(capacity)
{
    /// <summary>Makes the table of a method by the <see cref="IBits{TSelf}"/> of its parameters.</summary>
    public static SlotTable For(IReadOnlyList<Type?> bits, int capacity) =>
        (SlotTable)Activator.CreateInstance(typeof(SlotTable<>).MakeGenericType(ArgumentTypes.Of(bits)), capacity)!;

    /// <summary>Finds the live entry of a call; <see langword="null"/> when it isn't in here.</summary>
    public abstract Entry? Find(object?[] arguments, CacheClock clock);

    public abstract void Put(object?[] arguments, Entry entry);

    /// <summary>Makes what finds hits in here by arguments that come one by one.</summary>
    public abstract DirectHits Direct<T>(CacheClock clock, CallMetrics metrics, MethodReloads<T>? ahead);
}
