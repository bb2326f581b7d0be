namespace Caching;

/// <summary>Stores as <see cref="CacheLoadOptions"/> say.</summary>
internal sealed class ServiceLoadRules<T>(CacheLoadOptions options, ServiceLifetimes lifetimes) : LoadRules<T>
{
    /// <summary>Gets why values of the type can't be stored; <see langword="null"/> where they can.</summary>
    public static string? Refusal { get; } =
        ResultRules.Refuse(typeof(T)) is { } refusal ? $"{refusal.Cause}. {refusal.WayOut}" : null;

    private static readonly Func<T, T>? Replayed = Replay.For<T>();

    public override T Replayable(T value) => Replayed is { } replay ? replay(value) : value;

    public override StoreDecision Decide(T value) =>
        value is null && !options.CacheNull && options.NullTtl is null
            ? default
            : lifetimes.Guard.Run(
                "TtlFrom or TagsFrom",
                (options, lifetimes, value),
                static call => call.lifetimes.Decide(call.value, call.options),
                default
            );
}
