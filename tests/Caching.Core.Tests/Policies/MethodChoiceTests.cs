namespace Caching.Core.Tests.Policies;

/// <summary>How code names the methods that a policy is for.</summary>
public sealed class MethodChoiceTests
{
    public interface IReader
    {
        string Read(int id);
    }

    public interface ICatalog : IReader
    {
        string Name { get; }

        string this[int index] { get; }

        string Get(int id);

        Task<string> Get(string id);

        T Generic<T>(int id);

        Task DoAsync();

        void Do();

        ValueTask<int> CountAsync();
    }

    public interface IOther
    {
        string Read(int id);
    }

    public sealed class Catalog;

    [Test]
    public void A_call_names_exactly_its_overload()
    {
        var catalog = Catalogs.Of<ICatalog>(policies => policies.Cached(c => c.Get("")));

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(
            catalog.Table.Methods.Keys,
            Is.EqualTo(new[] { typeof(ICatalog).GetMethod(nameof(ICatalog.Get), [typeof(string)]) })
        );
    }

    [Test]
    public void A_name_stands_for_all_overloads()
    {
        var catalog = Catalogs.Of<ICatalog>(policies => policies.Cached(nameof(ICatalog.Get)));

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Table.Methods.Keys.Select(method => method.Name), Is.EqualTo(new[] { "Get", "Get" }));
    }

    [Test]
    public void Properties_and_indexers_are_named_by_reading_them()
    {
        var catalog = Catalogs.Of<ICatalog>(policies => policies.Cached(c => c.Name).Memoize(c => c[0]));

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(
            catalog.Table.Methods.Keys.Select(method => method.Name),
            Is.EquivalentTo(new[] { "get_Name", "get_Item" })
        );
    }

    [Test]
    public void A_property_is_named_by_its_name()
    {
        Assert.That(
            Catalogs.Of<ICatalog>(policies => policies.Cached(nameof(ICatalog.Name))).Read("get_Name").Source,
            Is.EqualTo("fluent")
        );
    }

    [Test]
    public void A_call_of_a_generic_method_names_its_definition()
    {
        var catalog = Catalogs.Of<ICatalog>(policies => policies.Cached(c => c.Generic<int>(0)));

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Table.Methods.Keys.Single().IsGenericMethodDefinition, Is.True);
    }

    [Test]
    public void A_method_of_an_inherited_interface_is_named_directly_or_through_a_cast()
    {
        var direct = Catalogs.Of<ICatalog>(policies => policies.Cached(c => c.Read(0)));
        var cast = Catalogs.Of<ICatalog>(policies => policies.Cached(c => (object)((IReader)c).Read(0)));

        var read = typeof(IReader).GetMethod(nameof(IReader.Read));
        Assert.That(direct.Table.Methods.Keys, Is.EqualTo(new[] { read }));
        Assert.That(cast.Table.Methods.Keys, Is.EqualTo(new[] { read }));
    }

    [Test]
    public void Every_return_shape_can_be_named()
    {
        var catalog = Catalogs.Of<ICatalog>(policies =>
            policies
                .Cached(c => c.CountAsync())
                .InvalidateCache(c => c.Do(), policy => policy.Tags("do"))
                .InvalidateCache(c => c.DoAsync(), policy => policy.Tags("do"))
                .InvalidateCache(c => c.Get(""), policy => policy.Tags("do"))
                .InvalidateCache(c => c.Name, policy => policy.Tags("do"))
        );

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Table.Methods, Has.Count.EqualTo(5));
    }

    [Test]
    public void An_unknown_name_lists_the_methods_of_the_service()
    {
        var problem = Catalogs.Of<ICatalog>(policies => policies.Cached("Gett")).Problem;

        Assert.That(problem, Does.StartWith("ICatalog: 'Gett' names no method of ICatalog."));
        Assert.That(problem, Does.EndWith("Name, Item, Get, Generic, DoAsync, Do, CountAsync, Read."));
    }

    [Test]
    public void An_untyped_block_looks_at_every_contract()
    {
        var problem = Catalogs.Untyped(typeof(IReader), policies => policies.Memoize("Write")).Problem;

        Assert.That(
            problem,
            Is.EqualTo("IReader: 'Write' names no method of IReader. Write nameof(...) of one of its methods: Read.")
        );
    }

    [Test]
    public void An_expression_that_is_no_call_of_the_service_is_a_problem()
    {
        var other = new Moq.Mock<ICatalog>().Object;
        AssertNoCall(Catalogs.Of<ICatalog>(policies => policies.Cached(c => c.ToString())), "c.ToString()");
        AssertNoCall(Catalogs.Of<ICatalog>(policies => policies.Cached(c => 1)), "c => 1");
        AssertNoCall(Catalogs.Of<ICatalog>(policies => policies.Cached(c => other.Get(1))), ".Get(1)");
        AssertNoCall(Catalogs.Of<ICatalog>(policies => policies.Cached(c => c.Get(1).Length)), "c.Get(1).Length");
        AssertNoCall(Catalogs.Of<ICatalog>(policies => policies.Cached(c => ((IOther)c).Read(1))), "Read(1)");
        AssertNoCall(Catalogs.Of<ICatalog>(policies => policies.Cached(c => c.Get(1) + "")), "c.Get(1)");

        static void AssertNoCall(Catalogs catalog, string expression)
        {
            Assert.That(catalog.Problem, Does.StartWith("ICatalog: '").And.Contain(expression));
            Assert.That(catalog.Problem, Does.Contain("is no call of a method of ICatalog"));
            Assert.That(catalog.Problem, Does.Contain("Call one of its methods directly"));
        }
    }

    [Test]
    public void Policies_for_a_service_that_is_not_registered_are_a_problem()
    {
        var policies = new ServicePolicies<IOther>();
        policies.Cached(o => o.Read(0));
        var catalog = new Catalogs
        {
            Description = new()
            {
                Contracts = [typeof(ICatalog)],
                Implementation = typeof(Catalog),
                Fluent = [policies],
            },
        };

        Assert.That(
            catalog.Problem,
            Is.EqualTo(
                "IOther: The policies are written for IOther, but the registration of Catalog exposes ICatalog. "
                    + "Register it .As<IOther>() too, or write the policies for what it exposes."
            )
        );
    }
}
