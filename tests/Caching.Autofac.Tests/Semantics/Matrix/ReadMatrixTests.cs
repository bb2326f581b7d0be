namespace Caching.Registration.Tests.Semantics.Matrix;

/// <summary>Cached, cache-aside and memoize, by attribute and in code, on every shape, for every outcome.</summary>
public sealed class ReadMatrixTests
{
    private static readonly Outcome[] Failures =
    [
        Outcome.Throws,
        Outcome.Faults,
        Outcome.FaultsLater,
        Outcome.ThrowsCancelled,
        Outcome.Cancelled,
    ];

    private static IEnumerable<TestCaseData> Reads() =>
        from kind in new[] { "cached", "cache-aside", "memoize" }
        from style in new[] { "attribute", "fluent" }
        from shape in Shape.WithResult
        select new TestCaseData(kind, style, shape).SetArgDisplayNames(kind, style, shape.Method);

    private static IEnumerable<TestCaseData> NullableReads() =>
        Reads().Where(data => ((Shape)data.Arguments[2]!).CanBeNull);

    private static IEnumerable<TestCaseData> FailingReads() =>
        from data in Reads()
        from outcome in Failures
        select new TestCaseData([.. data.Arguments, outcome]).SetArgDisplayNames([
            .. data.Arguments.Append(outcome).Select(argument => argument!.ToString()!),
        ]);

    private static IEnumerable<TestCaseData> ReadsOfNothing() =>
        from kind in new[] { "cached", "cache-aside", "memoize" }
        from shape in Shape.WithoutResult
        select new TestCaseData(kind, shape.Method);

    [TestCaseSource(nameof(Reads))]
    public async Task A_value_is_computed_once_per_argument(string kind, string style, Shape shape)
    {
        using var host = Host(kind, style, cacheNull: false, out var target);
        var service = host.Get<IShapes>();

        var first = await shape.Call(service, 1);
        var second = await shape.Call(service, 1);
        Assert.That(second, Is.EqualTo(first).And.Not.Null);
        Assert.That(second, shape.Method.StartsWith("Text", StringComparison.Ordinal) ? Is.SameAs(first) : Is.Not.Null);
        Assert.That(target.Calls, Is.EqualTo(1));

        Assert.That(await shape.Call(service, 2), Is.Not.EqualTo(first));
        Assert.That(target.Calls, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(NullableReads))]
    public async Task A_null_is_computed_again_unless_the_policy_caches_nulls_E6(string kind, string style, Shape shape)
    {
        foreach (var cacheNull in new[] { false, true })
        {
            using var host = Host(kind, style, cacheNull, out var target);
            target.Outcome = Outcome.Null;

            Assert.That(await shape.Call(host.Get<IShapes>(), 1), Is.Null);
            Assert.That(await shape.Call(host.Get<IShapes>(), 1), Is.Null);
            Assert.That(target.Calls, Is.EqualTo(cacheNull ? 1 : 2));
        }
    }

    [TestCaseSource(nameof(FailingReads))]
    public async Task A_failure_reaches_the_caller_unchanged_and_is_not_stored_E2(
        string kind,
        string style,
        Shape shape,
        Outcome outcome
    )
    {
        using var host = Host(kind, style, cacheNull: false, out var target);
        var service = host.Get<IShapes>();
        target.Outcome = outcome;

        for (var call = 1; call <= 2; call++)
        {
            await Failing.AssertAsync(shape, service, target);
            Assert.That(target.Calls, Is.EqualTo(call));
        }

        target.Outcome = Outcome.Value;
        await shape.Call(service, 1);
        await shape.Call(service, 1);
        Assert.That(target.Calls, Is.EqualTo(3));
    }

    [TestCaseSource(nameof(ReadsOfNothing))]
    public void A_method_without_a_result_cannot_be_read_from_the_cache_E5(string kind, string method)
    {
        var problems = CacheHost.ProblemsOf<IShapes>(new Shapes(), policies => Read(policies, kind, method, false));

        Assert.That(problems, Does.Contain($"IShapes.{method}").And.Contain("no result to cache"));
    }

    private static CacheHost Host(string kind, string style, bool cacheNull, out Shapes target)
    {
        target = (style, kind, cacheNull) switch
        {
            ("fluent", _, _) => new Shapes(),
            (_, "cached", false) => new CachedShapes(),
            (_, "cached", true) => new CachedNullShapes(),
            (_, "cache-aside", false) => new CacheAsideShapes(),
            (_, "cache-aside", true) => new CacheAsideNullShapes(),
            (_, _, false) => new MemoizedShapes(),
            _ => new MemoizedNullShapes(),
        };
        return style == "attribute"
            ? CacheHost.Of<IShapes>(target)
            : CacheHost.Of<IShapes>(target, policies => Read(policies, kind, cacheNull));
    }

    private static void Read(ServicePolicies policies, string kind, bool cacheNull)
    {
        foreach (var shape in Shape.WithResult)
        {
            Read(policies, kind, shape.Method, cacheNull);
        }
    }

    private static void Read(ServicePolicies policies, string kind, string method, bool cacheNull) =>
        _ = kind switch
        {
            "cached" => policies.Cached(method, policy => policy.CacheNull(cacheNull)),
            "memoize" => policies.Memoize(method, policy => policy.CacheNull(cacheNull)),
            _ => policies.CacheAside(method, method + ":{id}", policy => policy.CacheNull(cacheNull)),
        };
}
