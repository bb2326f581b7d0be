using System.Linq.Expressions;
using System.Reflection;

namespace Caching.Core.Tests.Policies;

/// <summary>Builds the catalog of one registration.</summary>
internal sealed record Catalogs
{
    private readonly List<CachingProblem> _problems = [];

    public required ServiceDescription Description { get; init; }

    public ContainerDefaults Defaults { get; init; } = new();

    public IReadOnlyList<CachingProblem> Problems
    {
        get
        {
            _ = Table;
            return _problems;
        }
    }

    public ServicePolicyTable Table => field ??= PolicyCatalog.Build(Description, Defaults, _problems);

    public string Problem => Problems is [var only] ? only.ToString() : throw new AssertionException(Listed);

    private string Listed => $"{Problems.Count} problems:{string.Join(Environment.NewLine, Problems)}";

    /// <summary>A registration whose implementation isn't known.</summary>
    public static Catalogs Of<TService>(params Action<ServicePolicies<TService>>[] fluent)
        where TService : class => Of(typeof(TService), fluent);

    public static Catalogs Of<TService, TImplementation>(params Action<ServicePolicies<TService>>[] fluent)
        where TService : class => Of(typeof(TImplementation), fluent);

    public static Catalogs Of(Type implementation, params Type[] contracts) =>
        new()
        {
            Description = new() { Contracts = contracts, Implementation = implementation },
        };

    public static Catalogs Untyped(Type contract, Action<ServicePolicies> fluent)
    {
        var policies = new ServicePolicies();
        fluent(policies);
        return new()
        {
            Description = new()
            {
                Contracts = [contract],
                Implementation = contract,
                Fluent = [policies],
            },
        };
    }

    public MethodPolicy Method<TService>(Expression<Action<TService>> call) =>
        Table.Methods[Called(((MethodCallExpression)call.Body).Method)];

    public MethodPolicy Method(string name) => Table.Methods.Single(entry => entry.Key.Name == name).Value;

    public ReadPolicy Read(string name)
    {
        Assert.That(Problems, Is.Empty);
        return Method(name).Read!;
    }

    private static MethodInfo Called(MethodInfo method) =>
        method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;

    private static Catalogs Of<TService>(Type implementation, Action<ServicePolicies<TService>>[] fluent)
        where TService : class
    {
        var blocks = new List<ServicePolicies>();
        foreach (var configure in fluent)
        {
            var policies = new ServicePolicies<TService>();
            configure(policies);
            blocks.Add(policies);
        }

        return new()
        {
            Description = new()
            {
                Contracts = [typeof(TService)],
                Implementation = implementation,
                Fluent = blocks,
            },
        };
    }
}
