namespace Caching;

/// <summary>One load in progress: who leads it computes, who joins it shares.</summary>
/// <remarks>The mutable parts are guarded by the fence's gate, except for <see cref="Waiters"/> (the load graph's).</remarks>
internal abstract class Flight(string key, bool isSync, long since, TagState[]? tags, LoadTicket? parent)
{
    public string Key { get; } = key;

    public bool IsSync { get; } = isSync;

    /// <summary>Gets the fence's position at which it began.</summary>
    public long Since { get; } = since;

    /// <summary>Gets the flight inside whose load this one was begun, as long as that is in the air.</summary>
    public Flight? Parent => parent?.Flight;

    /// <summary>Gets or sets what the flow of control carries inside this load.</summary>
    public LoadTicket? Ticket { get; set; }

    /// <summary>Gets whether its business call was begun: what fails before concerns its leader only.</summary>
    public bool HasBegunToLoad => Ticket is not null;

    /// <summary>Gets or sets its tags: those known from the arguments, in the end those of the result too.</summary>
    public TagState[]? Tags { get; set; } = tags;

    /// <summary>Gets or sets whether its value is being stored: it takes no more joiners, they wait and look again.</summary>
    public bool IsPublishing { get; set; }

    /// <summary>Gets or sets whether anybody has joined it; it never goes back.</summary>
    public bool HasJoiners { get; set; }

    /// <summary>Gets the flights that wait for this one.</summary>
    public List<Flight> Waiters { get; } = [];

    /// <summary>A task that ends when this flight has landed.</summary>
    public abstract Task WhenLandedAsync();

    /// <summary>Blocks a synchronous caller until another thread's synchronous flight has landed.</summary>
    /// <exception cref="OperationCanceledException">Thrown when the caller's own token is cancelled first.</exception>
    public abstract void WaitUntilLanded(CancellationToken cancellationToken);
}
