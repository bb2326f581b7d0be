namespace Caching;

/// <summary>Says what a call invalidates, where the service is named by nothing but its methods' names.</summary>
public sealed class InvalidationPolicyBuilder : InvalidationPolicyBuilderBase<InvalidationPolicyBuilder>
{
    internal InvalidationPolicyBuilder()
        : base(new(PolicySources.Fluent)) { }
}
