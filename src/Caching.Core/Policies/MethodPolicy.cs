using System.Reflection;

namespace Caching;

/// <summary>All policies of one method.</summary>
internal sealed record MethodPolicy
{
    /// <summary>Gets the interface's method; a generic one by its definition.</summary>
    public required MethodInfo Method { get; init; }

    public ReadPolicy? Read { get; init; }

    public IReadOnlyList<InvalidationPolicy> Invalidations { get; init; } = [];

    /// <summary>Gets what the key varies by besides the arguments, in the order of the key.</summary>
    public IReadOnlyList<VaryBySource> VaryBy { get; init; } = [];
}
