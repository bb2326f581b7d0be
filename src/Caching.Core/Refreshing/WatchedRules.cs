namespace Caching;

/// <summary>Remembers what was decided about a value that was loaded in the background.</summary>
internal sealed class WatchedRules<T>(LoadRules<T> rules, BackgroundLoad load) : LoadRules<T>
{
    public override T Replayable(T value) => rules.Replayable(value);

    public override StoreDecision Decide(T value)
    {
        var decision = rules.Decide(value);
        load.Decision = decision;
        return decision;
    }
}
