namespace Caching;

/// <summary>How much a <see cref="MemoryCacheBackend"/> holds.</summary>
public sealed class MemoryCacheOptions
{
    /// <summary>Gets or sets how many entries are kept at the most; beyond that the least used leave.</summary>
    /// <value>The default is 100 000.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is below 3.</exception>
    public int Capacity
    {
        get;
        set => field = Guard.AtLeast(value, 3, "The entries of a memory backend");
    } = 100_000;

    /// <summary>Gets or sets how many counters are kept at the most; they are never evicted.</summary>
    /// <value>The default is 10 000.</value>
    /// <exception cref="ArgumentOutOfRangeException">Thrown when the value is negative.</exception>
    public int MaxCounters
    {
        get;
        set => field = Guard.AtLeast(value, 0, "The counters of a memory backend");
    } = 10_000;
}
