namespace Caching.Benchmarks.Services;

/// <summary>What is cached.</summary>
public sealed record Quote(int Product, decimal Price);
