using System.Collections.Immutable;
using System.Reflection;

namespace Caching;

/// <summary>All plans of a container, for whoever asks about another service's methods.</summary>
/// <remarks>Thread-safe: an immutable list that is replaced.</remarks>
internal sealed class PlanRegistry
{
    private ImmutableList<ServicePlan> _plans = [];

    public ImmutableList<ServicePlan> Plans => Volatile.Read(ref _plans);

    public void Add(ServicePlan plan) => ImmutableInterlocked.Update(ref _plans, (all, one) => all.Add(one), plan);

    public void Remove(ServicePlan plan) =>
        ImmutableInterlocked.Update(ref _plans, (all, one) => all.Remove(one), plan);

    /// <summary>Finds the plans whose entries an invalidation names.</summary>
    public IEnumerable<MethodPlan> Find(EntryTarget target) =>
        from service in Plans
        where service.Offers(target.Service)
        let plan = Find(service, target.Method)
        where plan is { Region: not null }
        select plan;

    /// <summary>Whether keys of cache-aside in a region go on behind what their template says.</summary>
    public bool HasVaryingKeys(CacheRegion region) =>
        Plans
            .SelectMany(service => service.Methods.Values)
            .Any(plan =>
                plan is { NeedsScope: true, Policy.Read.Kind: ReadPolicyKind.CacheAside }
                && (plan.Region == region || plan is GenericMethodPlan)
            );

    public static MethodPlan? Find(ServicePlan service, MethodInfo method)
    {
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var plan = service.Methods.GetValueOrDefault(definition);
        return plan is GenericMethodPlan generic ? generic.Close(method) : plan;
    }
}
