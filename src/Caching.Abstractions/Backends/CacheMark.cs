namespace Caching;

/// <summary>A position among a backend's invalidations, opaque to everybody but the backend that made it.</summary>
/// <remarks>The default value is no position: a store that carries it is an explicit write and always takes place.</remarks>
/// <param name="Number">A number that only the backend understands.</param>
/// <param name="Text">A text that only the backend understands.</param>
public readonly record struct CacheMark(long Number, string? Text = null)
{
    /// <summary>Gets whether this is a position at all.</summary>
    public bool IsSet => Number != 0 || Text is not null;
}
