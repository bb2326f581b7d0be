namespace Caching;

/// <summary>Says how the calls of a cached method are stored.</summary>
public sealed class CachedPolicyBuilder : ReadThroughPolicyBuilder<CachedPolicyBuilder>
{
    internal CachedPolicyBuilder()
        : base(ReadPolicyKind.Cached) { }

    /// <summary>Leaves parameters out of the key, by name.</summary>
    /// <param name="parameters">The names; cancellation tokens and progress reporters are left out anyway.</param>
    /// <returns>This builder.</returns>
    public CachedPolicyBuilder Skip(params string[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (Draft.Skip ??= []).AddRange(parameters);
        return this;
    }

    /// <summary>Leaves parameters out of the key, by position.</summary>
    /// <param name="parameters">The positions, from zero.</param>
    /// <returns>This builder.</returns>
    public CachedPolicyBuilder Skip(params int[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (Draft.Skip ??= []).AddRange(parameters.Cast<object?>());
        return this;
    }
}
