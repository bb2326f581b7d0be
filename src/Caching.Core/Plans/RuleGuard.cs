using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Runs what users wrote into a policy (predicates, key parts, paths): its failure is never that of the call.</summary>
/// <remarks>Thread-safe. The first failure of a method is logged, as one that fails tends to fail on every call.</remarks>
internal sealed class RuleGuard(ILogger logger, string method)
{
    private int _hasFailed;

    /// <summary>Runs a rule; a failure is answered with a fallback.</summary>
    public TResult Run<TState, TResult>(string rule, TState state, Func<TState, TResult> run, TResult fallback)
    {
        try
        {
            return run(state);
        }
        catch (Exception failure) when (failure is not CacheConfigurationException)
        {
            if (Interlocked.Exchange(ref _hasFailed, 1) == 0)
            {
                logger.RuleFailed(method, rule, failure);
            }

            return fallback;
        }
    }
}
