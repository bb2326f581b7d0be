using Castle.DynamicProxy;

namespace Caching.Interception.Tests;

public sealed class SelectorTests : ProxyFixture
{
    [Test]
    public void A_generic_method_is_found_closed_and_as_its_definition()
    {
        var selector = new PlanSelector(new BoundPlan(Factory.Plan<IShapes>(typeof(Shapes))));
        var definition = typeof(IShapes).GetMethod(nameof(IShapes.Echo))!;

        var open = selector.SelectInterceptors(typeof(Shapes), definition, []);
        var closed = selector.SelectInterceptors(typeof(Shapes), definition.MakeGenericMethod(typeof(int)), []);

        Assert.That(open, Has.Length.EqualTo(1));
        Assert.That(closed, Is.SameAs(open));
    }

    [Test]
    public void All_proxies_of_a_plan_share_one_list_with_one_interceptor_per_method()
    {
        var selector = new PlanSelector(new BoundPlan(Factory.Plan<IShapes>(typeof(Shapes))));
        var method = typeof(IShapes).GetMethod(nameof(IShapes.TaskAsync))!;

        var first = selector.SelectInterceptors(typeof(Shapes), method, []);
        var second = selector.SelectInterceptors(typeof(Shapes), method, []);

        Assert.That(second, Is.SameAs(first));
        Assert.That(first.Single(), Is.InstanceOf<TaskInterceptor<int>>());
    }

    [Test]
    public void A_method_without_a_policy_gets_no_interceptor()
    {
        var selector = new PlanSelector(new BoundPlan(Factory.Plan<IShapes>(typeof(Shapes))));
        var method = typeof(IShapes).GetMethod(nameof(IShapes.Plain))!;

        Assert.That(selector.SelectInterceptors(typeof(Shapes), method, []), Is.Empty);
    }

    [Test]
    public async Task What_a_key_varies_by_comes_from_the_scope_of_each_proxy()
    {
        var plan = Factory.Plan<IShapes>(
            typeof(Shapes),
            p => p.VaryBy<Tenant>(tenant => tenant.Id).Identity("varying")
        );
        var proxies = new CachingProxies([typeof(IShapes)], plan);
        var target = new Shapes();
        var a = (IShapes)proxies.Wrap(target, _ => new Tenant("a"));
        var b = (IShapes)proxies.Wrap(target, _ => new Tenant("b"));

        foreach (var proxy in (IShapes[])[a, b, a, b])
        {
            proxy.Value(1);
            await proxy.TaskAsync(1);
            await proxy.ValueTaskAsync(1);
            proxy.Echo(1);
        }

        Assert.That(proxies.NeedsScope, Is.True);
        Assert.That(target.Calls, Is.EqualTo(8), "four methods for two tenants");
        Assert.That(b.GetType(), Is.SameAs(a.GetType()));
    }

    [Test]
    public void A_plan_that_varies_by_nothing_needs_no_scope() =>
        Assert.That(new CachingProxies([typeof(IShapes)], Factory.Plan<IShapes>(typeof(Shapes))).NeedsScope, Is.False);

    [Test]
    public void The_carrier_of_a_scope_never_stands_in_the_way()
    {
        var target = new Shapes();
        var proxy = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<IShapes>(
            target,
            new ScopeCarrier(_ => null!)
        );

        Assert.That(proxy.Plain(1), Is.EqualTo(2));
    }

    public sealed record Tenant(string Id);
}
