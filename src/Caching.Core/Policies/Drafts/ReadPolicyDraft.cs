namespace Caching;

/// <summary>A read policy as one attribute or one fluent call wrote it; what it leaves out is <see langword="null"/>.</summary>
internal sealed class ReadPolicyDraft(ReadPolicyKind kind, string source)
{
    public ReadPolicyKind Kind { get; } = kind;

    public string Source { get; } = source;

    public TimeSpan? Ttl { get; set; }

    public double? Jitter { get; set; }

    public TimeSpan? Sliding { get; set; }

    public TimeSpan? NullTtl { get; set; }

    public PredicateDraft? TtlFrom { get; set; }

    public PredicateDraft? TagsFrom { get; set; }

    public string? Prefix { get; set; }

    public string? Backend { get; set; }

    public List<string>? Tags { get; set; }

    /// <summary>Gets or sets parameters by name (<see cref="string"/>) or position (<see cref="int"/>).</summary>
    public List<object?>? Skip { get; set; }

    public bool? CacheNull { get; set; }

    public bool? FailClosed { get; set; }

    public FailSafeDraft FailSafe { get; init; } = new();

    public double? RefreshAhead { get; set; }

    public PredicateDraft? When { get; set; }

    public PredicateDraft? Unless { get; set; }

    public int? MaxSize { get; set; }

    public string? KeyTemplate { get; set; }

    public KeySource? Key { get; set; }

    public List<VaryBySource> VaryBy { get; } = [];
}
