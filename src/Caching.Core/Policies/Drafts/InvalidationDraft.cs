namespace Caching;

/// <summary>An invalidation as one attribute or one fluent call wrote it.</summary>
internal sealed class InvalidationDraft(string source)
{
    public string Source { get; } = source;

    public List<string> Tags { get; } = [];

    public List<string> Patterns { get; } = [];

    public List<string> Keys { get; } = [];

    public string? Prefix { get; set; }

    public string? Backend { get; set; }

    public bool Before { get; set; }

    public TimeSpan? FenceFor { get; set; }

    public List<TargetDraft> Targets { get; } = [];
}
