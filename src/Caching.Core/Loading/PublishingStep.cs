namespace Caching;

/// <summary>What a loaded value still needs before its flight lands.</summary>
internal enum PublishingStep
{
    /// <summary>Nothing: it lands at once.</summary>
    Land,

    /// <summary>The backend has to store it.</summary>
    Store,

    /// <summary>Isn't stored, but joiners wait for it: the backend has to say whether it was invalidated.</summary>
    Check,
}
