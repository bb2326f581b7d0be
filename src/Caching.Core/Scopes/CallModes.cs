using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>What the flow of control says about its calls: scopes, units of work, transactions that have invalidated.</summary>
/// <remarks>As long as none of them is open anywhere, asking costs one read of a field.</remarks>
internal static class CallModes
{
    private static int _open;

    /// <summary>Gets whether a hit may be served by the shortest way.</summary>
    public static bool AllowHits => Volatile.Read(ref _open) == 0 || AllowHitsHere();

    /// <summary>Gets what scopes say.</summary>
    public static CallMode Current => Volatile.Read(ref _open) == 0 ? CallMode.Policy : CurrentHere;

    public static void Open() => Interlocked.Increment(ref _open);

    public static void Close() => Interlocked.Decrement(ref _open);

    /// <summary>Whether a call mustn't see what a region has: it is older than what the flow's own unit of work did.</summary>
    public static bool Hides(CacheRegion region) => Volatile.Read(ref _open) != 0 && UnitOfWork.HasWork(region);

    private static CallMode CurrentHere => FlowFrame<CallMode>.Innermost?.Value ?? CallMode.Policy;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AllowHitsHere() =>
        CurrentHere is CallMode.Policy or CallMode.Only && !UnitOfWork.HasWork(region: null);
}
