namespace Caching;

/// <summary>What a caller who found nothing does next.</summary>
internal enum BoardingKind
{
    /// <summary>The value came in meanwhile.</summary>
    Hit,

    /// <summary>Leads the load.</summary>
    Lead,

    /// <summary>Waits for the flight and shares its outcome.</summary>
    Join,

    /// <summary>Waits for the flight's value to be stored, then looks again.</summary>
    LookAgainLater,
}

/// <summary>How a caller who found nothing goes on.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Value">The value of a hit.</param>
/// <param name="Flight">The flight to lead, to join or to wait for.</param>
/// <param name="JoinedAt">The fence's position at which it was joined.</param>
internal readonly record struct Boarding<T>(BoardingKind Kind, T? Value, Flight<T>? Flight, long JoinedAt)
{
    /// <summary>Gets whether the outcome of the landed flight is this caller's too; if not, it starts over.</summary>
    public bool MayShare => Kind == BoardingKind.Join && Flight!.MayShare(JoinedAt);
}
