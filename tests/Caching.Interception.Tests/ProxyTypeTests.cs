using System.Runtime.CompilerServices;
using Caching.TestKit;

namespace Caching.Interception.Tests;

/// <summary>When proxies share a generated type, and which methods it intercepts.</summary>
public sealed class ProxyTypeTests : ProxyFixture
{
    [Test]
    public void Registrations_with_the_same_methods_share_one_proxy_type()
    {
        var first = Factory.Wrap<ITwo>(new One(), p => p.Cached(t => t.Left(Arg.Any<int>())).Identity("a"));
        var second = Factory.Wrap<ITwo>(new Other(), p => p.Memoize(t => t.Left(Arg.Any<int>())).Identity("b"));

        Assert.That(second.GetType(), Is.SameAs(first.GetType()));
    }

    [Test]
    public void The_order_of_policies_makes_no_other_type()
    {
        var first = Factory.Wrap<ITwo>(new One(), p => p.Cached("Left").Cached("Right").Identity("a"));
        var second = Factory.Wrap<ITwo>(new One(), p => p.Cached("Right").Cached("Left").Identity("b"));

        Assert.That(second.GetType(), Is.SameAs(first.GetType()));
    }

    [Test]
    public void Registrations_with_other_methods_each_get_their_own_policies()
    {
        var first = new One();
        var second = new One();
        var left = Factory.Wrap<ITwo>(first, p => p.Cached(t => t.Left(Arg.Any<int>())).Identity("a"));
        var right = Factory.Wrap<ITwo>(second, p => p.Cached(t => t.Right(Arg.Any<int>())).Identity("b"));

        foreach (var proxy in (ITwo[])[left, right])
        {
            proxy.Left(1);
            proxy.Left(1);
            proxy.Right(1);
            proxy.Right(1);
        }

        Assert.That(right.GetType(), Is.Not.SameAs(left.GetType()));
        Assert.That((first.Lefts, first.Rights), Is.EqualTo((1, 2)));
        Assert.That((second.Lefts, second.Rights), Is.EqualTo((2, 1)));
    }

    [Test]
    public void A_thousand_proxies_of_one_plan_are_of_one_type()
    {
        var proxies = new CachingProxies([typeof(ITwo)], Factory.Plan<ITwo>(typeof(One), p => p.Cached("Left")));

        var types = Enumerable.Range(0, 1000).Select(_ => proxies.Wrap(new One()).GetType()).Distinct();

        Assert.That(types.Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_proxy_type_keeps_nothing_of_the_cache_that_it_was_made_for()
    {
        var plan = FirstOfItsType();
        Garbage.Collect();

        Assert.That(plan.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference FirstOfItsType()
        {
            using var factory = new ProxyFactory();
            var plan = factory.Plan<IWithDefault>(typeof(WithDefault), p => p.Cached("One").Cached("Sum"));
            var proxy = (IWithDefault)new CachingProxies([typeof(IWithDefault)], plan).Wrap(new WithDefault());
            Assert.That(proxy.One() + proxy.One() + proxy.Sum(1) + proxy.Sum(1), Is.EqualTo(8));
            return new(plan);
        }
    }

    [Test]
    public void A_further_proxy_costs_little_more_than_its_own_bytes()
    {
        const int count = 1_000;
        var proxies = new CachingProxies([typeof(ITwo)], Factory.Plan<ITwo>(typeof(One), p => p.Cached("Left")));
        var target = new One();
        for (var i = 0; i < 100; i++)
        {
            proxies.Wrap(target);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
        {
            proxies.Wrap(target);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        Assert.That(each, Is.LessThanOrEqualTo(120), "Castle's way to a type that is there takes 800 bytes");
    }

    [Test]
    public void A_type_without_a_proxys_constructor_is_left_to_castle() =>
        Assert.That(ProxyConstructor.Of(typeof(One), selector: null, hits: []), Is.Null);

    [Test]
    public void The_hook_is_equal_exactly_when_its_methods_are()
    {
        var left = typeof(ITwo).GetMethod(nameof(ITwo.Left))!;
        var right = typeof(ITwo).GetMethod(nameof(ITwo.Right))!;

        Assert.That(new PolicyHook([left, right]), Is.EqualTo(new PolicyHook([right, left])));
        Assert.That(
            new PolicyHook([left, right]).GetHashCode(),
            Is.EqualTo(new PolicyHook([right, left]).GetHashCode())
        );
        Assert.That(new PolicyHook([left]), Is.Not.EqualTo(new PolicyHook([right])));
        Assert.That(new PolicyHook([left]), Is.Not.EqualTo(new PolicyHook([left, right])));
    }

    [Test]
    public void The_hook_never_lets_a_method_be_intercepted_that_would_crash_the_process()
    {
        var methods = typeof(IUnsafe).GetMethods();
        var hook = new PolicyHook(methods);

        Assert.That(
            methods.Where(method => hook.ShouldInterceptMethod(typeof(IUnsafe), method)).Select(method => method.Name),
            Is.EqualTo(new[] { nameof(IUnsafe.Cached), nameof(IUnsafe.Out) })
        );
    }

    [Test]
    public void Methods_with_references_and_spans_work_unintercepted_on_a_cached_service()
    {
        var target = new Unsafe();
        var proxy = Factory.Wrap<IUnsafe>(target, p => p.Cached(t => t.Cached(Arg.Any<int>())));

        proxy.Reference() = 9;
        var span = proxy.Slice([1, 2, 3]);
        proxy.Out(4, out var doubled);

        Assert.That(target.Field, Is.EqualTo(9));
        Assert.That(span.Length, Is.EqualTo(2));
        Assert.That(doubled, Is.EqualTo(8));
        Assert.That(new[] { proxy.Cached(1), proxy.Cached(1) }, Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public void A_sealed_member_of_the_interface_runs()
    {
        var target = new WithSealed();
        var proxy = Factory.Wrap<IWithSealed>(target, p => p.Cached(t => t.Id(Arg.Any<int>())));

        Assert.That(proxy.Twice(2), Is.EqualTo(4));
        proxy.Id(2);

        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public void A_default_interface_method_is_cached()
    {
        var target = new WithDefault();
        var proxy = Factory.Wrap<IWithDefault>(target, p => p.Cached(t => t.Sum(Arg.Any<int>())));

        Assert.That(new[] { proxy.Sum(2), proxy.Sum(2) }, Is.EqualTo(new[] { 3, 3 }));
        Assert.That(target.Calls, Is.EqualTo(1));
    }

    public interface ITwo
    {
        int Left(int x);

        int Right(int x);
    }

    public sealed class One : ITwo
    {
        public int Lefts { get; private set; }

        public int Rights { get; private set; }

        public int Left(int x) => ++Lefts;

        public int Right(int x) => ++Rights;
    }

    public sealed class Other : ITwo
    {
        public int Left(int x) => x;

        public int Right(int x) => x;
    }

    public unsafe interface IUnsafe
    {
        int Cached(int x);

        ref int Reference();

        ReadOnlySpan<int> Slice(Span<int> span);

        void Out(int x, out int doubled);

        void Poke(int* place);
    }

    public sealed unsafe class Unsafe : IUnsafe
    {
        private int _field;

        public int Field => _field;

        public int Cached(int x) => x;

        public ref int Reference() => ref _field;

        public ReadOnlySpan<int> Slice(Span<int> span) => span[1..];

        public void Out(int x, out int doubled) => doubled = 2 * x;

        public void Poke(int* place) => *place = 1;
    }

    public interface IWithSealed
    {
        int Id(int x);

        sealed int Twice(int x) => Id(x) + x;
    }

    public sealed class WithSealed : IWithSealed
    {
        public int Calls { get; private set; }

        public int Id(int x)
        {
            Calls++;
            return x;
        }
    }

    public interface IWithDefault
    {
        int One();

        int Sum(int x) => One() + x;
    }

    public sealed class WithDefault : IWithDefault
    {
        public int Calls { get; private set; }

        public int One() => ++Calls;
    }
}
