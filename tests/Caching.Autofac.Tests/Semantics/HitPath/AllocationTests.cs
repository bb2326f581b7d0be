using Caching.TestKit.Recording;
using Castle.DynamicProxy;

namespace Caching.Registration.Tests.Semantics.HitPath;

/// <summary>Decision 7: a hit allocates what Castle does for a call with one interceptor that does nothing, to the byte.</summary>
[NonParallelizable]
public sealed class AllocationTests
{
    private const int Calls = 1000;

    private static readonly string[] Policies = ["cached", "memoize", "aside template", "aside selector"];

    private static IEnumerable<TestCaseData> Cases() =>
        from policy in Policies
        from method in typeof(IHits<>).GetMethods().Select(method => method.Name)
        select new TestCaseData(policy, method);

    [TestCaseSource(nameof(Cases))]
    public void A_hit_of_a_reference_type_allocates_what_Castle_does_E7(string policy, string method) =>
        AssertNothingMore("a value", policy, method);

    [TestCaseSource(nameof(Cases))]
    public void A_hit_of_a_value_type_allocates_what_Castle_does_E7(string policy, string method) =>
        AssertNothingMore(7m, policy, method);

    private static void AssertNothingMore<T>(T value, string policy, string method)
    {
        var target = new Hits<T>(value);
        using var host = CacheHost.Of<IHits<T>>(
            target,
            policies => Write(policies, policy),
            caching => caching.UseTimeProvider(TimeProvider.System)
        );
        var noOp = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<IHits<T>>(target, new NoOp());
        var call = CallOf<T>(method);

        var allowed = Measure(noOp, call);
        var measured = Measure(host.Get<IHits<T>>(), call);

        Assert.That(measured, Is.LessThanOrEqualTo(allowed), $"bytes in {Calls} calls");
    }

    private static long Measure<T>(IHits<T> proxy, Action<IHits<T>> call) => Allocations.Of(() => call(proxy), Calls);

    private static Action<IHits<T>> CallOf<T>(string method) =>
        method switch
        {
            nameof(IHits<>.One) => static hits => hits.One(7),
            nameof(IHits<>.Text) => static hits => hits.Text("seven"),
            nameof(IHits<>.Three) => static hits => hits.Three(7, "seven", true),
            nameof(IHits<>.OneTask) => static hits => _ = hits.OneTask(7),
            nameof(IHits<>.TextTask) => static hits => _ = hits.TextTask("seven"),
            nameof(IHits<>.ThreeTask) => static hits => _ = hits.ThreeTask(7, "seven", true),
            nameof(IHits<>.OneValueTask) => static hits => _ = hits.OneValueTask(7),
            nameof(IHits<>.TextValueTask) => static hits => _ = hits.TextValueTask("seven"),
            _ => static hits => _ = hits.ThreeValueTask(7, "seven", true),
        };

    private static void Write<T>(ServicePolicies<IHits<T>> policies, string policy)
    {
        if (policy == "aside selector")
        {
            WriteSelectors(policies);
            return;
        }

        foreach (var method in typeof(IHits<T>).GetMethods())
        {
            var holes = string.Join(':', method.GetParameters().Select(parameter => $"{{{parameter.Name}}}"));
            _ = policy switch
            {
                "cached" => policies.Cached(method.Name, p => p.Ttl(Minute).Tags("all", method.Name + ":{0}")),
                "memoize" => policies.Memoize(method.Name, p => p.Ttl(Minute)),
                _ => policies.CacheAside(method.Name, $"{method.Name}:{holes}", p => p.Ttl(Minute).Tags("all")),
            };
        }
    }

    private static void WriteSelectors<T>(ServicePolicies<IHits<T>> policies) =>
        policies
            .CacheAside(s => s.One(default), (int id) => $"one:{id}", Tagged)
            .CacheAside(s => s.Text(""), (string name) => $"text:{name}", Tagged)
            .CacheAside(
                s => s.Three(default, "", default),
                (int id, string name, bool flag) => $"three:{id}:{name}:{flag}",
                Tagged
            )
            .CacheAside(s => s.OneTask(default), (int id) => $"one task:{id}", Tagged)
            .CacheAside(s => s.TextTask(""), (string name) => $"text task:{name}", Tagged)
            .CacheAside(
                s => s.ThreeTask(default, "", default),
                (int id, string name, bool flag) => $"three task:{id}:{name}:{flag}",
                Tagged
            )
            .CacheAside(s => s.OneValueTask(default), (int id) => $"one value task:{id}", Tagged)
            .CacheAside(s => s.TextValueTask(""), (string name) => $"text value task:{name}", Tagged)
            .CacheAside(
                s => s.ThreeValueTask(default, "", default),
                (int id, string name, bool flag) => $"three value task:{id}:{name}:{flag}",
                Tagged
            );

    private static void Tagged(CacheAsidePolicyBuilder policy) => policy.Ttl(Minute).Tags("all");

    private static TimeSpan Minute => TimeSpan.FromMinutes(1);

    private sealed class NoOp : IInterceptor
    {
        public void Intercept(IInvocation invocation) => invocation.Proceed();
    }
}
