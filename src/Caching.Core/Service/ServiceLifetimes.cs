namespace Caching;

/// <summary>Decides how what the service stores lives, from its options and the container's defaults.</summary>
internal sealed class ServiceLifetimes(ContainerDefaults defaults, Lifetimes lifetimes, RuleGuard guard)
{
    private readonly TimeSpan _defaultTtl = defaults.Ttl ?? CachingOptions.BuiltInTtl;

    public RuleGuard Guard => guard;

    public StoreDecision Decide<T>(T value, CacheLoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var ttl = TtlOf(value, options);
        string[] tags = options.TagsFrom is { } read ? [.. options.Tags, .. Caching.Guard.Tags([.. read(value)])] : [];
        return new(
            !(ttl <= TimeSpan.Zero),
            lifetimes.Jittered(ttl, options.Jitter ?? defaults.Jitter ?? 0),
            options.TagsFrom is null ? options.Tags : tags
        )
        {
            Sliding = Slides(options) ? options.Sliding ?? defaults.Sliding : null,
        };
    }

    /// <summary>Decides how an explicit write with a time to live is stored.</summary>
    public CacheEntryOptions Options(TimeSpan? ttl, IReadOnlyCollection<string>? tags) =>
        new()
        {
            Ttl = lifetimes.Jittered(Caching.Guard.Ttl(ttl ?? _defaultTtl, nameof(ttl)), defaults.Jitter ?? 0),
            Sliding = defaults.Sliding,
            Tags = tags is null ? null : Caching.Guard.Tags(tags),
        };

    /// <summary>Whether hits extend what is stored so.</summary>
    public bool Slides(CacheLoadOptions options) => (options.Sliding ?? defaults.Sliding) is not null;

    private TimeSpan? TtlOf<T>(T value, CacheLoadOptions options)
    {
        var ttl = value is null ? options.NullTtl ?? options.Ttl : options.TtlFrom?.Invoke(value) ?? options.Ttl;
        if (options.ExpiresAt is not { } instant)
        {
            return ttl ?? _defaultTtl;
        }

        var left = lifetimes.Until(instant);
        return ttl < left ? ttl : left;
    }
}
