namespace Caching;

/// <summary>Says how the calls of a method with a key of its own are stored.</summary>
public sealed class CacheAsidePolicyBuilder : ReadThroughPolicyBuilder<CacheAsidePolicyBuilder>
{
    internal CacheAsidePolicyBuilder()
        : base(ReadPolicyKind.CacheAside) { }
}
