namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Invalidation, by attribute and in code, on every shape, for every outcome.</summary>
public sealed class InvalidationMatrixTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        from style in new[] { "attribute", "fluent" }
        from shape in Shape.WithResult.Concat(Shape.WithoutResult)
        from outcome in Enum.GetValues<Outcome>()
        where outcome != Outcome.Null || shape.CanBeNull
        select new TestCaseData(style, shape, outcome).SetArgDisplayNames(style, shape.Method, outcome.ToString());

    [TestCaseSource(nameof(Cases))]
    public async Task It_happens_after_success_only_E3(string style, Shape shape, Outcome outcome)
    {
        var target = style == "attribute" ? new InvalidatingShapes() : new Shapes();
        using var host =
            style == "attribute" ? CacheHost.Of<IShapes>(target) : CacheHost.Of<IShapes>(target, Invalidate);
        var service = host.Get<IShapes>();
        target.Outcome = outcome;
        Assert.That(service.Seen(1), Is.EqualTo(1));

        var succeeds = outcome is Outcome.Value or Outcome.Null;
        if (succeeds)
        {
            var bare = await shape.Call(new Shapes { Outcome = outcome }, 1);
            Assert.That(await shape.Call(service, 1), Is.EqualTo(bare));
            await shape.Call(service, 1);
        }
        else
        {
            await Failing.AssertAsync(shape, service, target);
            await Failing.AssertAsync(shape, service, target);
        }

        Assert.That(target.Calls, Is.EqualTo(2), "every call is made");
        Assert.That(service.Seen(1), Is.EqualTo(succeeds ? 2 : 1));
    }

    private static void Invalidate(ServicePolicies<IShapes> policies)
    {
        foreach (var shape in Shape.WithResult.Concat(Shape.WithoutResult))
        {
            policies.InvalidateCache(shape.Method, policy => policy.Tags("seen"));
        }
    }
}
