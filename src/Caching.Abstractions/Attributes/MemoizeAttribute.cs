namespace Caching;

/// <summary>Remembers the results of a method in this process, in a small store of its own.</summary>
/// <remarks>There is one store per implementation, method and closed generic; it has no backend and no tags.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class MemoizeAttribute : StoringAttribute
{
    /// <summary>Gets or sets how many results are kept at the most.</summary>
    /// <value>The default is 128. Below 3 it is 3; below 1 is an error when the container is built.</value>
    public int MaxSize { get; set; } = 128;
}
