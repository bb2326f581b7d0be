namespace Caching.Benchmarks.Running;

/// <summary>A measured number that isn't a time: bytes, calls, a ratio.</summary>
/// <param name="Table">Which of the suite's tables it stands in.</param>
/// <param name="Row">What was measured.</param>
/// <param name="Column">At which point of a sweep.</param>
/// <param name="Value">The number.</param>
public sealed record Figure(string Table, string Row, string Column, double Value);
