namespace Caching;

/// <summary>Says how the results of a memoized method are remembered.</summary>
/// <remarks>A memoized result has no backend, no prefix and no tags: it stays in this process.</remarks>
public sealed class MemoizePolicyBuilder : StoringPolicyBuilder<MemoizePolicyBuilder>
{
    internal MemoizePolicyBuilder()
        : base(ReadPolicyKind.Memoize) { }

    /// <summary>Sets how many results are kept at the most.</summary>
    /// <param name="maxSize">One or more; below 3 it is 3. Left out, it is 128.</param>
    /// <returns>This builder.</returns>
    public MemoizePolicyBuilder MaxSize(int maxSize)
    {
        Draft.MaxSize = maxSize;
        return this;
    }

    /// <summary>Leaves parameters out of the key, by name.</summary>
    /// <param name="parameters">The names; cancellation tokens and progress reporters are left out anyway.</param>
    /// <returns>This builder.</returns>
    public MemoizePolicyBuilder Skip(params string[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (Draft.Skip ??= []).AddRange(parameters);
        return this;
    }

    /// <summary>Leaves parameters out of the key, by position.</summary>
    /// <param name="parameters">The positions, from zero.</param>
    /// <returns>This builder.</returns>
    public MemoizePolicyBuilder Skip(params int[] parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (Draft.Skip ??= []).AddRange(parameters.Cast<object?>());
        return this;
    }
}
