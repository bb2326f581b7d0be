using Autofac;
using Autofac.Core;
using Caching.Interception;

namespace Caching.Registration.Tests;

/// <summary>Policies that AddCaching was given, for services that <see cref="CachingInterceptor"/> stands in front of.</summary>
public sealed class InterceptorPoliciesTests
{
    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("time to live", policy => policy.Ttl(TimeSpan.Zero), "is over at once");
        yield return Case("backend", policy => policy.Backend("nowhere"), "nowhere");
        yield return Case("tag", policy => policy.Tags("{nobody}"), "nobody");
    }

    [TestCaseSource(nameof(Broken))]
    public void They_are_checked_when_the_container_is_built_though_nobody_asks_yet(
        Action<CachedPolicyBuilder> policy,
        string cause
    )
    {
        var problems = Containers.Problems(_ => { }, caching => Write(caching, policy));

        Assert.That(problems.Single().What, Does.Contain(cause));
    }

    [Test]
    public void They_are_checked_once_where_the_implementation_is_known()
    {
        var problems = Containers.Problems(Intercepted, caching => Write(caching, policy => policy.Ttl(TimeSpan.Zero)));

        Assert.That(problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_works_leaves_no_plan_of_its_own()
    {
        using var container = Containers.Build(_ => { }, caching => Write(caching, _ => { }));

        Assert.That(container.Resolve<CachingRuntime>().PlanCount, Is.Zero);
    }

    [Test]
    public void EnableCaching_of_the_same_service_does_not_ignore_them_silently()
    {
        var problem = Containers
            .Problems(
                b =>
                    b.RegisterType<Plain>()
                        .As<IPlain>()
                        .EnableCaching(
                            (ServicePolicies<IPlain> policies) => policies.Memoize(p => p.Next(Arg.Any<int>()))
                        ),
                caching => Write(caching, _ => { })
            )
            .Single();

        Assert.That((problem.Where, problem.WayOut), Is.EqualTo(("IPlain", "Write them at EnableCaching.")));
    }

    private static void Write(CachingBuilder caching, Action<CachedPolicyBuilder> policy) =>
        caching.Policies((ServicePolicies<IPlain> policies) => policies.Cached(p => p.Next(Arg.Any<int>()), policy));

    private static void Intercepted(ContainerBuilder builder) =>
        builder
            .RegisterType<Plain>()
            .As<IPlain>()
            .WithMetadata(
                "Autofac.Extras.DynamicProxy.RegistrationExtensions.InterceptorsPropertyName",
                new Service[] { new TypedService(typeof(CachingInterceptor)) }
            );

    private static TestCaseData Case(string name, Action<CachedPolicyBuilder> policy, string cause) =>
        new TestCaseData(policy, cause).SetArgDisplayNames(name);
}
