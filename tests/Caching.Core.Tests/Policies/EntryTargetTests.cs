using System.Linq.Expressions;

namespace Caching.Core.Tests.Policies;

/// <summary>Entries of other methods, named by calls.</summary>
public sealed class EntryTargetTests
{
    public sealed record Product(int Id, string? Name);

    public interface IReader<T>
    {
        T Read(long id);
    }

    public interface IOther
    {
        string Find(string name);
    }

    public interface IStore : IReader<Product>
    {
        string Name { get; }

        Task<Product?> FindAsync(int id, CancellationToken cancellationToken, IProgress<int>? progress);

        T Generic<T>(int id);

        Product Get(Product key, int? maybe);

        void Save(Product product, int count, long big, Guid id);

        void SaveAny<T>(T value, int id);

        void Drop();
    }

    [Test]
    public void Arguments_are_computed_from_the_invalidating_call()
    {
        var target = Target(policy =>
            policy.Entry((Product product, int count) => s => s.FindAsync(product.Id + count, default, null))
        );

        Assert.That(target.Exact, Is.True);
        Assert.That(target.Arguments[0]!([new Product(40, null), 2]), Is.EqualTo(42));
        Assert.That(target.Arguments.Skip(1), Is.All.Null);
        Assert.That(target.Text, Does.Contain("FindAsync"));
    }

    [Test]
    public void Up_to_four_arguments_bind_by_position()
    {
        var id = Guid.NewGuid();
        object?[] call = [new Product(1, "n"), 2, 3L, id];

        var target = Target(policy =>
            policy.Entries(
                (Product product, int count, long big, Guid guid) => s => s.Get(new(count, guid.ToString()), (int)big)
            )
        );

        Assert.That(target.Arguments[0]!(call), Is.EqualTo(new Product(2, id.ToString())));
        Assert.That(target.Arguments[1]!(call), Is.EqualTo(3).And.TypeOf<int>());
    }

    [Test]
    public void An_argument_has_the_type_of_the_parameter_that_it_is_for()
    {
        var target = Target(policy => policy.Entry((Product product, int count) => s => s.Read(count)));

        Assert.That(target.Arguments.Single()!([null, 2]), Is.EqualTo(2L).And.TypeOf<long>());
        Assert.That(target.Method.DeclaringType, Is.EqualTo(typeof(IReader<Product>)));
        Assert.That(target.Service, Is.EqualTo(typeof(IStore)));
    }

    [Test]
    public void Wider_lambda_parameters_and_captured_variables_are_fine()
    {
        var offset = 5;
        var target = Target(policy =>
            policy.Entry((object product, int? count) => s => s.Get((Product)product, count + offset))
        );

        Assert.That(target.Arguments[1]!([null, 2]), Is.EqualTo(7));
    }

    [Test]
    public void A_call_that_needs_no_argument_needs_no_outer_lambda()
    {
        var target = Target(policy => policy.Entry(s => s.Name));

        Assert.That(target.Method.Name, Is.EqualTo("get_Name"));
        Assert.That(target.Arguments, Is.Empty);
    }

    [Test]
    public void A_generic_method_is_named_closed()
    {
        var target = Target(policy => policy.Entries(s => s.Generic<Product>(Arg.Any<int>())));

        Assert.That(target.Method.IsConstructedGenericMethod, Is.True);
        Assert.That(target.Exact, Is.False);
    }

    [Test]
    public void A_converted_any_is_any()
    {
        var target = Target(policy => policy.Entries(s => s.Read(Arg.Any<int>())));

        Assert.That(target.Arguments, Is.EqualTo(new Func<object?[], object?>?[] { null }));
    }

    [Test]
    public void Entries_of_other_services_are_named_through_Of()
    {
        var catalog = Catalogs.Of<IStore>(policies =>
            policies.InvalidateCache(
                s => s.Save(default!, 0, 0, default),
                policy =>
                    policy
                        .Tags("a")
                        .Of<IOther>()
                        .Entry((Product product) => o => o.Find(product.Name!))
                        .Of<IStore>()
                        .Entry((Product product) => s => s.Read(product.Id))
            )
        );

        Assert.That(catalog.Problems, Is.Empty);
        var policy = catalog.Method("Save").Invalidations.Single();
        Assert.That(
            policy.Targets.Select(target => target.Service),
            Is.EqualTo(new[] { typeof(IOther), typeof(IStore) })
        );
        Assert.That(policy.Tags, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void An_untyped_policy_reaches_entries_through_Of()
    {
        var catalog = Catalogs.Untyped(
            typeof(IStore),
            policies => policies.InvalidateCache("Drop", policy => policy.Before().Of<IStore>().Entry(s => s.Name))
        );

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Method("Drop").Invalidations.Single().Before, Is.True);
    }

    [Test]
    public void An_argument_of_an_open_type_binds_as_object()
    {
        var catalog = Catalogs.Of<IStore>(policies =>
            policies.InvalidateCache(
                s => s.SaveAny(0, 0),
                policy => policy.Entry((object value, int id) => s => s.Read(id))
            )
        );

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(
            catalog.Method("SaveAny").Invalidations.Single().Targets.Single().Arguments[0]!(["x", 3]),
            Is.EqualTo(3L)
        );
    }

    [Test]
    public void Any_in_an_exact_entry_is_a_problem()
    {
        var problem = Problem(policy => policy.Entry(s => s.Read(Arg.Any<long>())));

        Assert.That(
            problem,
            Is.EqualTo(
                "IStore.Save, Entry: 'id' is Arg.Any in 's => s.Read(Any())', but Entry names exactly one entry. "
                    + "Use Entries, or give the argument."
            )
        );
    }

    [Test]
    public void Any_inside_an_argument_is_a_problem()
    {
        var problem = Problem(policy => policy.Entries(s => s.Read(Arg.Any<long>() + 1)));

        Assert.That(problem, Does.Contain("'id' contains Arg.Any inside"));
        Assert.That(
            problem,
            Does.EndWith("An argument is Arg.Any alone, or computed from the parameters of the outer lambda.")
        );
    }

    [Test]
    public void An_argument_computed_from_the_service_is_a_problem()
    {
        Assert.That(
            Problem(policy => policy.Entries(s => s.Read(s.Name.Length))),
            Does.Contain("'id' is computed from the service itself")
        );
    }

    [Test]
    public void A_parameter_of_another_type_is_a_problem()
    {
        Assert.That(
            Problem(policy => policy.Entry((string name) => s => s.Read(1))),
            Is.EqualTo(
                "IStore.Save, Entry: 'string name' is parameter 1 of the lambda, but IStore.Save takes "
                    + "(Product, int, long, Guid). Give the lambda the first parameters of the invalidating method, in its order."
            )
        );
    }

    [Test]
    public void More_parameters_than_the_method_has_are_a_problem()
    {
        var catalog = Catalogs.Of<IStore>(policies =>
            policies.InvalidateCache(s => s.Drop(), policy => policy.Entry((int id) => s => s.Read(id)))
        );

        Assert.That(catalog.Problem, Does.Contain("'int id' is parameter 1 of the lambda, but IStore.Drop takes ()."));
    }

    [Test]
    public void What_is_no_call_of_the_service_is_a_problem()
    {
        Assert.That(
            Problem(policy => policy.Entry(s => s.GetHashCode())),
            Does.Contain("is no call of a method of IStore")
                .And.Contain("as in (int id) => p => p.FindAsync(id, default)")
        );
    }

    [Test]
    public void A_call_that_is_not_written_inline_is_a_problem()
    {
        Expression<Func<IStore, object?>> stored = s => s.Name;

        Assert.That(
            Problem(policy => policy.Entry((Product product) => stored)),
            Does.Contain("doesn't contain the call itself").And.Contain("Write the call inline")
        );
    }

    private static Action<ServicePolicies<IStore>> OnSave(Action<InvalidationPolicyBuilder<IStore>> configure) =>
        policies => policies.InvalidateCache(s => s.Save(default!, 0, 0, default), configure);

    private static EntryTarget Target(Action<InvalidationPolicyBuilder<IStore>> configure)
    {
        var catalog = Catalogs.Of(OnSave(configure));
        Assert.That(catalog.Problems, Is.Empty);
        return catalog.Method("Save").Invalidations.Single().Targets.Single();
    }

    private static string Problem(Action<InvalidationPolicyBuilder<IStore>> configure) =>
        Catalogs.Of(OnSave(configure)).Problem;
}
