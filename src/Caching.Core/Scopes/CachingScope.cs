namespace Caching;

/// <summary>Changes how the calls inside of it use the cache: <c>using (CachingScope.Refresh()) { ... }</c>.</summary>
/// <remarks>
/// Holds for every read-through policy (cached, cache-aside, memoize) and for <see cref="ICacheService"/>. It flows with
/// <see langword="async"/>, into tasks begun inside too; the inner of two scopes wins; scopes may be disposed in any
/// order, by any thread. Invalidations and explicit writes aren't concerned. Costs calls nothing while none is open.
/// </remarks>
public sealed class CachingScope : IDisposable
{
    private readonly FlowFrame<CallMode> _frame;

    private CachingScope(CallMode mode)
    {
        _frame = new(mode);
    }

    /// <summary>Calls neither look up nor store: each makes its business call.</summary>
    /// <returns>The scope; disposing it ends it.</returns>
    public static CachingScope Bypass() => new(CallMode.Bypass);

    /// <summary>Calls don't look up, but load and store; loads of the same keys begun before don't publish after it.</summary>
    /// <returns>The scope; disposing it ends it.</returns>
    public static CachingScope Refresh() => new(CallMode.Refresh);

    /// <summary>Calls are answered by hits only; a miss is a <see cref="CacheMissException"/>, and loads nothing.</summary>
    /// <remarks>What no policy covers, or a policy's <c>When</c> excludes, is called as ever.</remarks>
    /// <returns>The scope; disposing it ends it.</returns>
    public static CachingScope Only() => new(CallMode.Only);

    /// <summary>Ends the scope; the scope around it holds again.</summary>
    public void Dispose() => _frame.TryEnd();
}
