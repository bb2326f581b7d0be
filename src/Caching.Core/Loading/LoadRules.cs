namespace Caching;

/// <summary>What a policy decides about a loaded value.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal abstract class LoadRules<T>
{
    /// <summary>Turns a value that can be read once only into one that can be read often.</summary>
    public virtual T Replayable(T value) => value;

    /// <summary>Decides whether, how long and under which tags the value is stored.</summary>
    public abstract StoreDecision Decide(T value);
}
