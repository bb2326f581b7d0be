using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>The flights of one backend: decides who leads and who joins, and whether a landed value may be stored.</summary>
/// <remarks>
/// Thread-safe. All of it happens under the gate of the backend's fence, so that joining, invalidating and publishing
/// have one order. See README.md in this folder.
/// </remarks>
internal sealed class FlightTable(InvalidationFence fence, MemoryStore? store, TimeProvider time)
{
    private readonly StoreHolds _holds = new(fence, time);
    private readonly Dictionary<string, Flight> _synchronous = [];
    private readonly Dictionary<string, Flight> _asynchronous = [];
    private readonly List<Flight> _publishing = [];
    private long _landings;

    /// <summary>Gets how many flights have landed: when it moves, a look-up made before may be out of date.</summary>
    public long Landings => Volatile.Read(ref _landings);

    /// <summary>Gets how many flights are in the air.</summary>
    public int Count
    {
        get
        {
            lock (fence.Gate)
            {
                return fence.OpenFlights_NeedsLock;
            }
        }
    }

    public Boarding<T> Board<T>(LoadRequest<T> request, bool isSync)
    {
        lock (fence.Gate)
        {
            if (request.Mode == CallMode.Refresh)
            {
                // What was begun before is older than what comes of this.
                DemandOutside_NeedsLock(request.Key);
                fence.MarkKey_NeedsLock(request.Key);
                return new(BoardingKind.Lead, default, Lead_NeedsLock(request, isSync), 0);
            }

            if (FindJoinable_NeedsLock<T>(request.Key, isSync) is { } flight && LoadGraph.TryWaitFor(flight))
            {
                var kind = flight.IsPublishing ? BoardingKind.LookAgainLater : BoardingKind.Join;
                flight.HasJoiners |= kind == BoardingKind.Join;
                return new(kind, default, flight, fence.Number);
            }

            // The look-up before took no lock: whoever led then may have landed since.
            if (
                store is not null
                && !request.IsBackground
                && store.TryGet(request.Key, out var entry)
                && entry is Entry<T> hit
            )
            {
                return new(BoardingKind.Hit, hit.Content, null, 0);
            }

            return new(BoardingKind.Lead, default, Lead_NeedsLock(request, isSync), 0);
        }
    }

    /// <summary>Ends a call that runs inside the very load that it asks for.</summary>
    /// <exception cref="CacheOperationException">Thrown when it does.</exception>
    public void DemandOutside(string key)
    {
        lock (fence.Gate)
        {
            DemandOutside_NeedsLock(key);
        }
    }

    /// <summary>Stores a loaded value in the memory store, unless it was fenced.</summary>
    public Landing<T> Publish<T>(Flight<T> flight, LoadRequest<T> request, T value, StoreDecision decision)
    {
        lock (fence.Gate)
        {
            var isFenced = IsFenced_NeedsLock(flight, decision);
            if (!isFenced && decision.Store && !store!.Counters.TryGet_NeedsLock(flight.Key, store.Clock.Now, out _))
            {
                var meta = EntryMeta.Of(store.Clock, decision.ToOptions(request), flight.Since, flight.Tags);
                store.Put_NeedsLock(flight.Key, value, request.Shape, meta);
            }

            return Landing<T>.Of(value, isFenced);
        }
    }

    /// <summary>
    /// Begins to store a value in a backend that takes its time, or to have it checked there;
    /// <see langword="false"/> when it was fenced. Nobody joins the flight any more: who did so is known from here on.
    /// </summary>
    /// <param name="flight">The flight.</param>
    /// <param name="decision">What the policy decided.</param>
    /// <param name="isAwaited">Whether invalidations wait for the store, as the backend doesn't check it itself.</param>
    public bool TryBeginPublishing(Flight flight, StoreDecision decision, bool isAwaited)
    {
        lock (fence.Gate)
        {
            if (IsFenced_NeedsLock(flight, decision))
            {
                return false;
            }

            flight.IsPublishing = true;
            if (isAwaited)
            {
                _publishing.Add(flight);
            }

            return true;
        }
    }

    /// <summary>Makes the subjects of invalidations that ask for it refuse stores from now on.</summary>
    public void Hold(IReadOnlyCollection<Invalidation> invalidations)
    {
        lock (fence.Gate)
        {
            foreach (var invalidation in invalidations.Where(each => each.IsHeld))
            {
                _holds.Add_NeedsLock(invalidation, invalidation.FenceFor.GetValueOrDefault());
            }
        }
    }

    /// <summary>Whether a value of the flight may not be stored now, though nothing was invalidated since it began.</summary>
    public bool IsHeld(Flight flight, StoreDecision decision)
    {
        lock (fence.Gate)
        {
            _holds.Release_NeedsLock();
            flight.Tags = fence.Tags.GetOrAdd_NeedsLock(decision.Tags) ?? flight.Tags;
            return _holds.Holds_NeedsLock(flight.Key, flight.Tags);
        }
    }

    /// <summary>Whether something that concerns the flight was invalidated since it began.</summary>
    public bool IsFenced(Flight flight, StoreDecision decision = default)
    {
        lock (fence.Gate)
        {
            return IsFenced_NeedsLock(flight, decision);
        }
    }

    public void Land<T>(Flight<T> flight, Landing<T> landing)
    {
        lock (fence.Gate)
        {
            var flights = flight.IsSync ? _synchronous : _asynchronous;
            if (flights.GetValueOrDefault(flight.Key) == flight)
            {
                flights.Remove(flight.Key);
            }

            _publishing.Remove(flight);
            fence.Close_NeedsLock(flight.Since);
            _landings++;
        }

        flight.Land(landing);
    }

    /// <summary>Marks invalidations; returns the flights whose stores have to end before they are acknowledged.</summary>
    public IReadOnlyList<Flight> Mark(IReadOnlyCollection<Invalidation> invalidations)
    {
        lock (fence.Gate)
        {
            var before = fence.Number;
            foreach (var invalidation in invalidations)
            {
                invalidation.Mark_NeedsLock(fence);
            }

            return _publishing.FindAll(flight => fence.LatestMark_NeedsLock(before, flight.Key, flight.Tags) > 0);
        }
    }

    private void DemandOutside_NeedsLock(string key)
    {
        LoadGraph.DemandOutside(_synchronous.GetValueOrDefault(key));
        LoadGraph.DemandOutside(_asynchronous.GetValueOrDefault(key));
    }

    // An asynchronous flight may need the very thread that a synchronous caller would block.
    private Flight<T>? FindJoinable_NeedsLock<T>(string key, bool isSync) =>
        Joinable_NeedsLock<T>(_synchronous, key) ?? (isSync ? null : Joinable_NeedsLock<T>(_asynchronous, key));

    // A fenced flight takes no new callers: they began after the invalidation, and load for themselves.
    private Flight<T>? Joinable_NeedsLock<T>(Dictionary<string, Flight> flights, string key) =>
        flights.TryGetValue(key, out var found) && found is Flight<T> flight && !IsFenced_NeedsLock(flight, default)
            ? flight
            : null;

    // Who joins has no use for the room that this takes on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Flight<T> Lead_NeedsLock<T>(LoadRequest<T> request, bool isSync)
    {
        _holds.Release_NeedsLock();
        var tags = fence.Tags.GetOrAdd_NeedsLock(request.KnownTags);
        var flight = new Flight<T>(request.Key, isSync, fence.Open_NeedsLock(), tags, LoadGraph.Ticket);
        var flights = isSync ? _synchronous : _asynchronous;
        if (!flights.TryGetValue(request.Key, out var other) || IsFenced_NeedsLock(other, default))
        {
            flights[request.Key] = flight;
        }

        return flight;
    }

    private bool IsFenced_NeedsLock(Flight flight, StoreDecision decision)
    {
        flight.Tags = fence.Tags.GetOrAdd_NeedsLock(decision.Tags) ?? flight.Tags;
        return fence.LatestMark_NeedsLock(flight.Since, flight.Key, flight.Tags) > 0;
    }
}
