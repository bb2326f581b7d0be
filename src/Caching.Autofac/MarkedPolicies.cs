namespace Caching.Registration;

/// <summary>Fluent policies and the service they were written for.</summary>
/// <param name="Service">The service; an open generic for policies by method name.</param>
/// <param name="Policies">The policies.</param>
internal sealed record MarkedPolicies(Type Service, ServicePolicies Policies)
{
    /// <summary>Tells whether a service is the one that they were written for, or inherits it.</summary>
    public bool AppliesTo(Type contract) =>
        Service.IsGenericTypeDefinition
            ? contract.GetInterfaces().Prepend(contract).Any(IsClosingOfService)
            : Service.IsAssignableFrom(contract);

    /// <summary>Finds what names no method of an open service; no closing of it could have one.</summary>
    public IEnumerable<CachingProblem> CheckNames()
    {
        if (!Service.IsGenericTypeDefinition)
        {
            return [];
        }

        var problems = new List<CachingProblem>();
        var open = new ServiceDescription { Contracts = [Service], Implementation = Service };
        var chooser = new MethodChooser(open, PolicyMethod.AllOf(open));
        var draft = Policies.Draft;
        foreach (
            var choice in draft.Reads.Select(read => read.Method).Concat(draft.Invalidations.Select(i => i.Method))
        )
        {
            chooser.Choose(choice, draft, problems);
        }

        return problems;
    }

    private bool IsClosingOfService(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == Service;
}
