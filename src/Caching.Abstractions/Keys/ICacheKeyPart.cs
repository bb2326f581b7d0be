namespace Caching;

/// <summary>Lets a type say how it is written into a key.</summary>
/// <remarks>
/// Two values that mean the same must return the same text, two that don't must not. The text needs no escaping.
/// </remarks>
public interface ICacheKeyPart
{
    /// <summary>Returns the text that stands for this value in keys.</summary>
    /// <returns>Any text, never <see langword="null"/>.</returns>
    string ToCacheKeyPart();
}
