namespace Caching.Benchmarks.Services;

/// <summary>An argument that has no short text.</summary>
public sealed record QuoteQuery(int Product, string Currency, DateOnly Day);
