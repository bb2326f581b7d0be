using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Runs what users wrote into a policy (predicates, key parts, paths): its failure is never that of the call.</summary>
internal sealed class RuleGuard(ILogger logger, string method)
{
    /// <summary>Runs a rule; a failure is logged and answered with a fallback.</summary>
    public TResult Run<TState, TResult>(string rule, TState state, Func<TState, TResult> run, TResult fallback)
    {
        try
        {
            return run(state);
        }
        catch (Exception failure) when (failure is not CacheConfigurationException)
        {
            logger.RuleFailed(method, rule, failure);
            return fallback;
        }
    }
}
