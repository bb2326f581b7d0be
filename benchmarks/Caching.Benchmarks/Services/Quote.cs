using System.ComponentModel;

namespace Caching.Benchmarks.Services;

/// <summary>What is cached. Marked immutable, which spares HybridCache a deserialization on every hit.</summary>
[ImmutableObject(true)]
public sealed record Quote(int Product, decimal Price);
