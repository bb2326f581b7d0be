namespace Caching;

/// <summary>A look-up, and whether the backend answered it.</summary>
/// <remarks>The default value is no answer: a call doesn't touch the backend again after that.</remarks>
internal readonly record struct Probe<T>(bool Answered, CacheLookup<T> Lookup)
{
    /// <summary>The same look-up, with its position, as if nothing had been found.</summary>
    public Probe<T> AsMiss() => this with { Lookup = CacheLookup<T>.Miss(Lookup.Since) };
}
