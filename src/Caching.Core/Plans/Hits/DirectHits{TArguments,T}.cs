namespace Caching;

/// <inheritdoc cref="DirectHits"/>
/// <typeparam name="TArguments">The arguments of the method.</typeparam>
/// <typeparam name="T">What it returns, unwrapped.</typeparam>
internal sealed class DirectHits<TArguments, T>(
    SlotTable<TArguments> slots,
    CacheClock clock,
    CallMetrics metrics,
    MethodReloads<T>? ahead
) : DirectHits
    where TArguments : struct, IArguments<TArguments>
{
    public override Type Arguments => typeof(TArguments);

    /// <summary>Finds the entry of a call; <see langword="null"/> means to take the other way, not that it is a miss.</summary>
    public Entry<T>? Find(in TArguments arguments)
    {
        if (
            CallModes.AllowHits
            && slots.Find(in arguments, clock) is Entry<T> found
            && (ahead is null || ahead.NeedsNoRefresh(found, clock.Now))
        )
        {
            metrics.Hit();
            return found;
        }

        return null;
    }
}
