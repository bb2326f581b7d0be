namespace Caching;

/// <summary>What one policy invalidates when its method is called.</summary>
internal sealed record InvalidationPolicy
{
    /// <summary>Gets who said so.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the templates of the tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets the templates of the globs.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>Gets the templates of the exact keys.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Gets the entries of other methods.</summary>
    public IReadOnlyList<EntryTarget> Targets { get; init; } = [];

    /// <summary>Gets the prefix of <see cref="Keys"/>.</summary>
    public required Setting<string> KeyPrefix { get; init; }

    /// <summary>Gets the prefix of <see cref="Patterns"/>, set only where this very policy says one.</summary>
    public string? PatternPrefix { get; init; }

    /// <summary>Gets the backend's name, or <see langword="null"/> for the container's default backend.</summary>
    public required Setting<string?> Backend { get; init; }

    /// <summary>Gets for how long its subjects refuse stores; <see langword="null"/> takes the container's.</summary>
    public TimeSpan? FenceFor { get; init; }

    /// <summary>Gets whether to invalidate before the call, whatever comes of it.</summary>
    public bool Before { get; init; }
}
