namespace Caching;

/// <summary>Changes how the calls inside of it use the cache: <c>using (CachingScope.Refresh()) { ... }</c>.</summary>
/// <remarks>
/// Holds for every read-through policy (cached, cache-aside, memoize) and for <see cref="ICacheService"/>. It flows with
/// <see langword="async"/>, into tasks begun inside too; the inner of two scopes wins; scopes may be disposed in any
/// order, by any thread. Invalidations and explicit writes aren't concerned. Costs calls nothing while none is open.
/// </remarks>
public sealed class CachingScope : IDisposable
{
    private static readonly AsyncLocal<CachingScope?> Ambient = new();

    private readonly CallMode _mode;
    private readonly CachingScope? _outer;
    private int _isOver;

    private CachingScope(CallMode mode)
    {
        _mode = mode;
        _outer = Ambient.Value;
        CallModes.Open();
        Ambient.Value = this;
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

    /// <summary>Gets the mode of the innermost scope that isn't over.</summary>
    internal static CallMode Mode => Innermost(Ambient.Value)?._mode ?? CallMode.Policy;

    /// <summary>Ends the scope; the scope around it holds again.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return;
        }

        CallModes.Close();
        Ambient.Value = Innermost(Ambient.Value);
    }

    private static CachingScope? Innermost(CachingScope? scope)
    {
        while (scope is not null && Volatile.Read(ref scope._isOver) != 0)
        {
            scope = scope._outer;
        }

        return scope;
    }
}
