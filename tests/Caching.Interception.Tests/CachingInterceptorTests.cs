using Castle.DynamicProxy;

namespace Caching.Interception.Tests;

/// <summary>The plain interceptor, as a proxy library of another kind uses it.</summary>
public sealed class CachingInterceptorTests
{
    private static readonly ProxyGenerator Generator = new();

    [Test]
    public async Task It_carries_attributes_out_on_a_proxy_that_somebody_else_made()
    {
        using var factory = new ProxyFactory();
        var target = new Shapes();
        var proxy = Generator.CreateInterfaceProxyWithTarget<IShapes>(target, Interceptor(factory));

        proxy.Value(1);
        proxy.Value(1);
        await proxy.TaskAsync(1);
        await proxy.TaskAsync(1);
        proxy.Echo("x");
        proxy.Echo("x");
        Assert.That(target.Calls, Is.EqualTo(3));

        proxy.Plain(1);
        proxy.Plain(1);
        Assert.That(target.Calls, Is.EqualTo(5));

        await proxy.ForgetAsync();
        proxy.Value(1);
        Assert.That(target.Calls, Is.EqualTo(7));
    }

    [Test]
    public void It_takes_the_policies_of_the_container()
    {
        using var factory = new ProxyFactory(caching =>
            caching.Policies((ServicePolicies<IShapes> policies) => policies.Memoize(s => s.Plain(Arg.Any<int>())))
        );
        var target = new Shapes();
        var proxy = Generator.CreateInterfaceProxyWithTargetInterface<IShapes>(target, Interceptor(factory));

        proxy.Plain(1);
        proxy.Plain(1);

        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public void A_class_proxy_also_answers_the_calls_that_the_object_makes_on_itself_14()
    {
        using var factory = new ProxyFactory();
        var proxy = Generator.CreateClassProxy<Virtual>(Interceptor(factory));

        Assert.That(proxy.Sum(), Is.EqualTo(2));
        Assert.That(proxy.Calls, Is.EqualTo(1));
    }

    [Test]
    public void A_policy_that_cannot_work_is_an_error_of_the_call()
    {
        using var factory = new ProxyFactory();
        var proxy = Generator.CreateInterfaceProxyWithTargetInterface<IBroken>(new Broken(), Interceptor(factory));

        Assert.That(
            () => proxy.Write(1),
            Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("IBroken.Write")
        );
    }

    [Test]
    public void What_keys_vary_by_comes_from_the_scope_that_resolved_the_interceptor()
    {
        using var factory = new ProxyFactory(caching => caching.VaryBy<string>(tenant => tenant));
        var target = new Shapes();
        var plans = new InterceptorPlans(factory.Runtime);
        var a = Generator.CreateInterfaceProxyWithTarget<IShapes>(target, new CachingInterceptor(plans, _ => "a"));
        var b = Generator.CreateInterfaceProxyWithTarget<IShapes>(target, new CachingInterceptor(plans, _ => "b"));

        a.Value(1);
        b.Value(1);
        a.Value(1);
        b.Value(1);

        Assert.That(target.Calls, Is.EqualTo(2));
    }

    [Test]
    public void Two_implementations_do_not_share_entries_E15()
    {
        using var factory = new ProxyFactory();
        var interceptor = Interceptor(factory);
        var one = Generator.CreateInterfaceProxyWithTarget<ISource>(new One(), interceptor);
        var two = Generator.CreateInterfaceProxyWithTarget<ISource>(new Two(), interceptor);

        Assert.That((one.Read(1), two.Read(1)), Is.EqualTo((1, 2)));
    }

    [Test]
    public void A_policy_on_a_method_of_no_interface_is_an_error_of_each_call_15()
    {
        using var factory = new ProxyFactory();
        var proxy = Generator.CreateClassProxy<ClassOnly>(Interceptor(factory));

        for (var i = 0; i < 2; i++)
        {
            Assert.That(
                () => proxy.Read(1),
                Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("ClassOnly.Read")
            );
            Assert.That(
                () => proxy.Name,
                Throws.InstanceOf<CacheConfigurationException>().With.Message.Contains("ClassOnly.Name")
            );
            Assert.That(() => proxy.Echo(1), Throws.InstanceOf<CacheConfigurationException>());
        }

        Assert.That(proxy.Plain(1), Is.EqualTo(1));
        Assert.That(factory.Runtime.Describe(), Does.Not.Contain("->"));
    }

    [Test]
    public void An_heir_does_not_lose_what_its_base_class_carries_15()
    {
        using var factory = new ProxyFactory();
        var proxy = Generator.CreateClassProxy<Heir>(Interceptor(factory));

        Assert.That(() => proxy.Read(1), Throws.InstanceOf<CacheConfigurationException>());
    }

    private static CachingInterceptor Interceptor(ProxyFactory factory) =>
        new(new InterceptorPlans(factory.Runtime), _ => null!);

    public interface IBroken
    {
        [Cached]
        void Write(int x);
    }

    public sealed class Broken : IBroken
    {
        public void Write(int x) { }
    }

    public interface ISource
    {
        [Cached]
        int Read(int x);
    }

    public sealed class One : ISource
    {
        public int Read(int x) => 1;
    }

    public sealed class Two : ISource
    {
        public int Read(int x) => 2;
    }

    public class Virtual : ISource
    {
        public int Calls { get; private set; }

        public int Sum() => Read(1) + Read(1);

        public virtual int Read(int x)
        {
            Calls++;
            return 1;
        }
    }

    public class ClassOnly
    {
        [Cached]
        public virtual string Name => "";

        [Cached]
        public virtual int Read(int x) => x;

        [Memoize]
        public virtual T Echo<T>(T value) => value;

        public virtual int Plain(int x) => x;
    }

    public class Heir : ClassOnly
    {
        public override int Read(int x) => 2 * x;
    }
}
