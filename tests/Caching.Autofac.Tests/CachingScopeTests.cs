using Autofac;

namespace Caching.Registration.Tests;

/// <summary>Scopes reach the policies of proxies, past the shortest way of a hit.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class CachingScopeTests(bool memoize)
{
    [Test]
    public void A_scope_changes_calls_of_a_proxy_until_it_ends()
    {
        using var container = Containers.Build(b =>
            b.RegisterType<Plain>()
                .As<IPlain>()
                .SingleInstance()
                .EnableCaching((ServicePolicies<IPlain> policies) => With(policies))
        );
        var plain = container.Resolve<IPlain>();
        Assert.That(new[] { plain.Next(1), plain.Next(1) }, Is.EqualTo(new[] { 1, 1 }));

        using (CachingScope.Bypass())
        {
            Assert.That(new[] { plain.Next(1), plain.Next(1) }, Is.EqualTo(new[] { 2, 3 }));
        }

        Assert.That(plain.Next(1), Is.EqualTo(1), "a bypass stored nothing");
        using (CachingScope.Refresh())
        {
            Assert.That(plain.Next(1), Is.EqualTo(4));
        }

        using (CachingScope.Only())
        {
            Assert.That(plain.Next(1), Is.EqualTo(4));
            Assert.That(() => plain.Next(2), Throws.TypeOf<CacheMissException>());
        }
    }

    private void With(ServicePolicies<IPlain> policies) =>
        _ = memoize ? policies.Memoize(p => p.Next(Arg.Any<int>())) : policies.Cached(p => p.Next(Arg.Any<int>()));
}
