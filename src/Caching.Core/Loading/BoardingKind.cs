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
