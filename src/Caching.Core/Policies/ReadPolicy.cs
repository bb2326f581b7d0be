namespace Caching;

/// <summary>How one method is answered from the cache: every setting decided, each with its source.</summary>
internal sealed record ReadPolicy
{
    public required ReadPolicyKind Kind { get; init; }

    /// <summary>Gets who said that the method has this policy at all.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the time to live; <see langword="null"/>, for memoized results only, never expires.</summary>
    public required Setting<TimeSpan?> Ttl { get; init; }

    /// <summary>Gets the part of the time to live by which that of an entry may be shorter.</summary>
    public required Setting<double> Jitter { get; init; }

    /// <summary>Gets the time without a hit after which an entry is gone; <see langword="null"/> where hits change nothing.</summary>
    public required Setting<TimeSpan?> Sliding { get; init; }

    /// <summary>Gets the time to live of nulls; <see langword="null"/> where it is that of other results.</summary>
    public required Setting<TimeSpan?> NullTtl { get; init; }

    /// <summary>Gets what reads a time to live or an instant from result and arguments.</summary>
    public required Setting<Func<object?, object?[], object?>?> TtlFrom { get; init; }

    /// <summary>Gets what reads more tags from result and arguments.</summary>
    public required Setting<Func<object?, object?[], object?>?> TagsFrom { get; init; }

    /// <summary>Gets the first part of the key.</summary>
    public required Setting<string> Prefix { get; init; }

    /// <summary>Gets the backend's name, or <see langword="null"/> for the container's default backend; memoize has none.</summary>
    public required Setting<string?> Backend { get; init; }

    /// <summary>Gets the templates of the tags; memoize has none.</summary>
    public required Setting<IReadOnlyList<string>> Tags { get; init; }

    /// <summary>Gets the positions of the parameters that the policy leaves out of the key.</summary>
    public required Setting<IReadOnlySet<int>> Skipped { get; init; }

    public required Setting<bool> CacheNull { get; init; }

    /// <summary>Gets whether a call fails, instead of running the method, where the backend gives no answer.</summary>
    public required Setting<bool> FailClosed { get; init; }

    /// <summary>Gets what its loads do when they fail or take long.</summary>
    public required FailSafePolicy FailSafe { get; init; }

    /// <summary>Gets the part of the time to live after which a hit refreshes its entry; zero for never.</summary>
    public Setting<double> RefreshAhead { get; init; } = new(0, PolicySources.BuiltIn);

    /// <summary>Gets whether the method itself says so, not only the defaults.</summary>
    public bool RefreshAheadIsDemanded { get; init; }

    /// <summary>Gets whether its loads may run in the background.</summary>
    public bool LoadsInBackground => RefreshAhead.Value > 0 || FailSafe.SoftTimeout.Value > TimeSpan.Zero;

    /// <summary>Gets the test of the arguments that must hold for the cache to be used at all.</summary>
    public required Setting<Func<object?[], bool>?> When { get; init; }

    /// <summary>Gets the test of result and arguments that must not hold for a result to be stored.</summary>
    public required Setting<Func<object?, object?[], bool>?> Unless { get; init; }

    /// <summary>Gets whether something besides tags is decided by each result and its arguments.</summary>
    public bool ReadsResult => Unless.Value is not null || TtlFrom.Value is not null || TagsFrom.Value is not null;

    /// <summary>Gets how many results a memoizing store keeps at the most.</summary>
    public required Setting<int> MaxSize { get; init; }

    /// <summary>Gets the template of a cache-aside key; <see langword="null"/> where a selector writes it.</summary>
    public required Setting<string?> KeyTemplate { get; init; }

    /// <summary>Gets what writes a cache-aside key, where code says so instead of a template.</summary>
    public required Setting<KeySource?> Key { get; init; }
}
