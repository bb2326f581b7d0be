namespace Caching.Benchmarks.Reporting;

/// <summary>One benchmark, as BenchmarkDotNet wrote it down.</summary>
/// <param name="Suite">The folder of its class.</param>
/// <param name="Table">Its class.</param>
/// <param name="Name">Its method.</param>
/// <param name="Parameters">Its parameters, such as <c>Entries=1000</c>; empty where there are none.</param>
/// <param name="Nanoseconds">The median time of one operation.</param>
/// <param name="Bytes">What one operation allocates.</param>
/// <param name="IsBaseline">Whether the other rows of the class with the same parameters are compared with it.</param>
internal sealed record BenchmarkRow(
    string Suite,
    string Table,
    string Name,
    string Parameters,
    double Nanoseconds,
    long Bytes,
    bool IsBaseline
);
