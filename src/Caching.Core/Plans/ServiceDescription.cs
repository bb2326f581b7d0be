namespace Caching;

/// <summary>What a registration says about one service; all that policies and plans are made from.</summary>
internal sealed record ServiceDescription
{
    /// <summary>Gets the closed interfaces that the registration exposes.</summary>
    public required IReadOnlyList<Type> Contracts { get; init; }

    /// <summary>Gets the closed implementation type, or the interface itself where it isn't known.</summary>
    public required Type Implementation { get; init; }

    /// <summary>Gets the keys and names under which the registration is known.</summary>
    public IReadOnlyList<object> ServiceKeys { get; init; } = [];

    /// <summary>Gets what resolves the registration again for work in the background; <see langword="null"/> where nothing can.</summary>
    public IServiceSource? Source { get; init; }

    /// <summary>Gets what the registration says in code.</summary>
    public IReadOnlyList<ServicePolicies> Fluent { get; init; } = [];
}
