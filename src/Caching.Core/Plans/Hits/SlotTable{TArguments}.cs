namespace Caching;

/// <summary>A table of slots that is compiled for a method's parameters.</summary>
internal sealed class SlotTable<TArguments>(int capacity) : SlotTable(capacity)
    where TArguments : struct, IArguments<TArguments>
{
    /// <inheritdoc cref="SlotTable.Find"/>
    public Entry? Find(in TArguments arguments, CacheClock clock) =>
        At(arguments.Hash(0)) is Slot<TArguments> slot && slot.Arguments.Same(in arguments)
            ? Use(slot.Node, clock)
            : null;

    /// <inheritdoc/>
    public override Entry? Find(object?[] arguments, CacheClock clock) => Find(TArguments.Unbox(arguments, 0), clock);

    /// <inheritdoc/>
    public override void Put(object?[] arguments, Entry entry)
    {
        var unboxed = TArguments.Unbox(arguments, 0);

        // What could never be found would be put in again by every call.
        if (unboxed.CanBeSame)
        {
            Put(unboxed.Hash(0), new Slot<TArguments>(in unboxed, entry.Node));
        }
    }

    /// <inheritdoc/>
    public override DirectHits Direct<T>(CacheClock clock, CallMetrics metrics, MethodReloads<T>? ahead) =>
        new DirectHits<TArguments, T>(this, clock, metrics, ahead);

    /// <inheritdoc/>
    protected override Entry NodeOf(Slot place) => place.Node;
}
