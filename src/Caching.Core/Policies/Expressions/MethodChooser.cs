namespace Caching;

/// <summary>Finds the methods that code names.</summary>
internal sealed class MethodChooser(ServiceDescription description, IReadOnlyList<PolicyMethod> methods)
{
    /// <summary>Tells whether the registration has the service that a block is written for; if not, that is a problem.</summary>
    public bool Exposes(ServiceDraft block, ICollection<CachingProblem> problems)
    {
        if (block.Service is not { } service || description.Contracts.Any(contract => contract.HasInterface(service)))
        {
            return true;
        }

        new ProblemReport(problems, FriendlyNames.Of(service)).Add(
            $"The policies are written for {FriendlyNames.Of(service)}, but the registration of "
                + $"{FriendlyNames.Of(description.Implementation)} exposes {Contracts()}.",
            $"Register it .As<{FriendlyNames.Of(service)}>() too, or write the policies for what it exposes."
        );
        return false;
    }

    /// <summary>Returns the methods meant; none is a problem.</summary>
    public IReadOnlyList<PolicyMethod> Choose(
        MethodChoice choice,
        ServiceDraft block,
        ICollection<CachingProblem> problems
    )
    {
        var service = block.Service is null ? Contracts() : FriendlyNames.Of(block.Service);
        var report = new ProblemReport(problems, service);
        var scope = methods.Where(method => Covers(block, method)).ToList();
        return choice.Call is null ? ByName(choice.Name!, scope, report) : ByCall(choice, scope, report);
    }

    /// <summary>Tells whether a block speaks of a method at all.</summary>
    public static bool Covers(ServiceDraft block, PolicyMethod method) =>
        block.Service is null || block.Service.HasInterface(method.Method.DeclaringType!);

    private static List<PolicyMethod> ByName(string name, List<PolicyMethod> scope, ProblemReport report)
    {
        var named = scope
            .Where(method => method.Method.Name == name || FriendlyNames.MemberName(method.Method) == name)
            .ToList();
        if (named.Count == 0)
        {
            report.Add(
                $"'{name}' names no method of {report.Where}.",
                $"Write nameof(...) of one of its methods: {Names(scope)}."
            );
        }

        return named;
    }

    private static List<PolicyMethod> ByCall(MethodChoice choice, List<PolicyMethod> scope, ProblemReport report)
    {
        var called = CallReader.Read(choice.Call!, out _);
        if (called is { IsGenericMethod: true })
        {
            called = called.GetGenericMethodDefinition();
        }

        var chosen = scope.Where(method => method.Method == called).ToList();
        if (chosen.Count == 0)
        {
            report.Add(
                $"'{choice.Call}' is no call of a method of {report.Where}.",
                $"Call one of its methods directly, as in p => p.Find(default): {Names(scope)}."
            );
        }

        return chosen;
    }

    private static string Names(List<PolicyMethod> scope) =>
        scope.Count == 0
            ? "it has none"
            : string.Join(", ", scope.Select(method => FriendlyNames.MemberName(method.Method)).Distinct());

    private string Contracts() => string.Join(", ", description.Contracts.Select(FriendlyNames.Of));
}
