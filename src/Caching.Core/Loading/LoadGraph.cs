namespace Caching;

/// <summary>Knows which load waits for which, so that no load waits for itself.</summary>
/// <remarks>
/// The flow of control carries the flight inside whose load it runs. Only a load that waits for another load takes the
/// lock; calls outside of loads never do.
/// </remarks>
internal static class LoadGraph
{
    private static readonly AsyncLocal<LoadTicket?> Ambient = new();
    private static readonly object Gate = new();

    /// <summary>Gets what says inside whose load the caller runs.</summary>
    public static LoadTicket? Ticket => Ambient.Value;

    /// <summary>Gets the flight inside whose load the caller runs.</summary>
    public static Flight? Current => Ambient.Value?.Flight;

    /// <summary>Goes into a load; returns what <see cref="Exit"/> takes to leave it.</summary>
    public static LoadTicket? Enter(Flight flight)
    {
        var outer = Ambient.Value;
        Ambient.Value = flight.Ticket = new LoadTicket(flight);
        return outer;
    }

    public static void Exit(LoadTicket? outer) => Ambient.Value = outer;

    /// <summary>Makes the current load wait for a flight, unless that would never end.</summary>
    /// <returns><see langword="false"/> when the flight waits for the current load through other flows.</returns>
    /// <exception cref="CacheOperationException">Thrown when the current load runs inside that very flight.</exception>
    public static bool TryWaitFor(Flight target)
    {
        if (Current is not { } current)
        {
            return true;
        }

        DemandOutside(target);
        lock (Gate)
        {
            if (IsWaitedForBy_NeedsLock(current, target, []))
            {
                return false;
            }

            target.Waiters.Add(current);
            return true;
        }
    }

    /// <summary>Ends a call that runs inside the very load that it asks for.</summary>
    /// <exception cref="CacheOperationException">Thrown when the current load runs inside that flight.</exception>
    public static void DemandOutside(Flight? target)
    {
        for (var flight = target is null ? null : Current; flight is not null; flight = flight.Parent)
        {
            if (ReferenceEquals(flight, target))
            {
                throw new CacheOperationException(
                    $"The load of \"{target!.Key}\" waits for itself: the method that loads it asks the cache for the "
                        + "same key. Call the implementation directly in there, or give the inner call other arguments. "
                        + "Work that the load starts without waiting for it goes under ExecutionContext.SuppressFlow.",
                    "load",
                    target.Key
                );
            }
        }
    }

    public static void StopWaitingFor(Flight target)
    {
        if (Current is { } current)
        {
            lock (Gate)
            {
                target.Waiters.Remove(current);
            }
        }
    }

    private static bool IsWaitedForBy_NeedsLock(Flight flight, Flight waiter, HashSet<Flight> seen)
    {
        if (ReferenceEquals(flight, waiter))
        {
            return true;
        }

        return seen.Add(flight)
            && (
                (flight.Parent is { } parent && IsWaitedForBy_NeedsLock(parent, waiter, seen))
                || flight.Waiters.Exists(next => IsWaitedForBy_NeedsLock(next, waiter, seen))
            );
    }
}
