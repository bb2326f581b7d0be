namespace Caching;

/// <summary>What was configured can't work; lists every problem with its way out.</summary>
/// <param name="problems">The problems, at least one.</param>
/// <param name="innerException">The original failure, where there is one.</param>
public sealed class CacheConfigurationException(
    IReadOnlyList<CachingProblem> problems,
    Exception? innerException = null
) : CacheException(Describe(problems), CacheErrorCode.Configuration, innerException)
{
    /// <summary>Gets the problems.</summary>
    public IReadOnlyList<CachingProblem> Problems { get; } = problems;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> Details =>
        new Dictionary<string, object?> { ["problems"] = Problems };

    private static string Describe(IReadOnlyList<CachingProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var heading =
            problems.Count == 1 ? "Caching can't work as configured:" : $"Caching has {problems.Count} problems:";
        return string.Join(Environment.NewLine, problems.Select(problem => "- " + problem).Prepend(heading));
    }
}
