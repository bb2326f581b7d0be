namespace Caching.Benchmarks.Memory;

/// <summary>A cache full of entries.</summary>
/// <param name="Cache">Whatever must stay alive.</param>
/// <param name="Count">How many entries it kept.</param>
/// <param name="KeyBytes">What the key of one entry takes on average.</param>
internal sealed record Filled(object Cache, int Count, double KeyBytes);
