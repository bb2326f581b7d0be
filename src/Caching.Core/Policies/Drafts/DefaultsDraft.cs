namespace Caching;

/// <summary>What one level says for all methods of a service; what it leaves out is <see langword="null"/>.</summary>
internal sealed class DefaultsDraft(string source)
{
    public string Source { get; } = source;

    public TimeSpan? Ttl { get; set; }

    public double? Jitter { get; set; }

    public TimeSpan? Sliding { get; set; }

    public string? Prefix { get; set; }

    public string? Backend { get; set; }

    public FailSafeDraft FailSafe { get; init; } = new();

    public double? RefreshAhead { get; set; }

    public bool? SharedAcrossInstances { get; set; }
}
