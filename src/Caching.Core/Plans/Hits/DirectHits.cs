namespace Caching;

/// <summary>Finds the hits of one method by arguments that come one by one, before a call is made of them.</summary>
internal abstract class DirectHits
{
    /// <summary>Gets the <see cref="IArguments{TSelf}"/> that it finds them by.</summary>
    public abstract Type Arguments { get; }
}
