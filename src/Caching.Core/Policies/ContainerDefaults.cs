namespace Caching;

/// <summary>What policies take where neither the method nor the service says anything.</summary>
internal sealed record ContainerDefaults
{
    /// <summary>Gets the time to live, or <see langword="null"/> where the container says nothing.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>Gets the part by which times to live may be shorter, or <see langword="null"/> where the container says nothing.</summary>
    public double? Jitter { get; init; }

    /// <summary>Gets the window by which entries slide, or <see langword="null"/> where the container says nothing.</summary>
    public TimeSpan? Sliding { get; init; }

    /// <summary>Gets the first part of keys, or <see langword="null"/> where the container says nothing.</summary>
    public string? Prefix { get; init; }

    /// <summary>Gets the name of the backend, or <see langword="null"/> for the container's default backend.</summary>
    public string? Backend { get; init; }

    /// <summary>Gets what the container says of loads that fail or take long.</summary>
    public FailSafeDraft FailSafe { get; init; } = new();

    /// <summary>Gets the part of the time to live after which entries are refreshed, or <see langword="null"/>.</summary>
    public double? RefreshAhead { get; init; }

    /// <summary>Gets the values that every key of the container varies by.</summary>
    public IReadOnlyList<VaryBySource> VaryBy { get; init; } = [];
}
