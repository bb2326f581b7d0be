namespace Caching;

/// <summary>Collects the problems of one place.</summary>
internal readonly record struct ProblemReport(ICollection<CachingProblem> Problems, string Where)
{
    public void Add(string what, string wayOut) => Problems.Add(new(Where, what, wayOut));
}
