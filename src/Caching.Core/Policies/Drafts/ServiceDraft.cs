namespace Caching;

/// <summary>Everything that one fluent block says about a service.</summary>
internal sealed class ServiceDraft(Type? service)
{
    /// <summary>Gets the service that the block is written for; <see langword="null"/> for whatever is registered.</summary>
    public Type? Service { get; } = service;

    public List<(MethodChoice Method, ReadPolicyDraft Policy)> Reads { get; } = [];

    public List<(MethodChoice Method, InvalidationDraft Policy)> Invalidations { get; } = [];

    public List<VaryBySource> VaryBy { get; } = [];

    public DefaultsDraft Defaults { get; } = new(PolicySources.Fluent);

    public string? Identity { get; set; }
}
