namespace Caching;

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
