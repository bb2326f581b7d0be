namespace Caching.Benchmarks.Running;

/// <summary>A suite, or a part of one, whose figures aren't times: one deterministic run is enough.</summary>
internal interface IMeasurement
{
    /// <summary>Gets the suite that it belongs to.</summary>
    string Suite { get; }

    IEnumerable<Figure> Run();
}
