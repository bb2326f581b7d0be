using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Memory;

/// <summary>One way of keeping a million quotes.</summary>
internal sealed record Filling(string Name, Func<StoredQuotes, Filled> Fill);
