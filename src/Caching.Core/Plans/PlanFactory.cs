using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Makes plans from policies: chooses regions, compiles keys and templates, collects what can't work.</summary>
internal sealed class PlanFactory(
    CacheManager manager,
    PlanRegistry registry,
    ApplicationPrefix prefix,
    ContainerDefaults defaults,
    TimeProvider time,
    Lifetimes lifetimes,
    ILogger logger,
    BackgroundLoads background
)
{
    public ServicePlan Create(ServiceDescription description)
    {
        var problems = new List<CachingProblem>();
        var table = PolicyCatalog.Build(description, defaults, problems);
        var owner = OwnerOf(description, table);
        var methods = new Dictionary<MethodInfo, MethodPlan>();
        foreach (var (method, policy) in table.Methods)
        {
            if (method.IsGenericMethodDefinition)
            {
                methods[method] = new GenericMethodPlan(
                    method,
                    policy,
                    closed => CloseOrThrow(closed, policy, owner, description.Source)
                );
            }
            else if (Plan(method, policy, owner, description.Source, problems) is { } plan)
            {
                methods[method] = plan;
            }
        }

        return new(
            description,
            owner,
            table.Identity.Value is not null,
            methods,
            table.SharedAcrossInstances.Value,
            problems
        );
    }

    private MethodPlan CloseOrThrow(MethodInfo closed, MethodPolicy policy, string owner, IServiceSource? source)
    {
        var problems = new List<CachingProblem>();
        if (policy.Read is not null && ResultRules.Refuse(closed.ReturnType) is { } refusal)
        {
            problems.Add(new(FriendlyNames.Of(closed), refusal.Cause + ".", refusal.WayOut));
        }

        return Plan(closed, policy, owner, source, problems) is { } plan && problems.Count == 0
            ? plan
            : throw new CacheConfigurationException(problems);
    }

    private MethodPlan? Plan(
        MethodInfo method,
        MethodPolicy policy,
        string owner,
        IServiceSource? source,
        List<CachingProblem> problems
    )
    {
        var (shape, result) = ReturnShapes.Of(method);
        var compiler = new MethodCompiler(
            method,
            policy,
            owner,
            manager,
            registry,
            prefix,
            time,
            lifetimes,
            logger,
            background,
            source,
            problems
        );
        return compiler.Compile(shape, result);
    }

    private static string OwnerOf(ServiceDescription description, ServicePolicyTable table) =>
        table.Identity.Value is { } identity
            ? KeyEscaping.Escape(identity)
            : MethodSignature.TypeName(description.Implementation)
                + string.Concat(description.ServiceKeys.Select(key => "#" + KeyEscaping.Escape(key.ToString() ?? "")));
}
