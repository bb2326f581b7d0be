namespace Caching.Core.Tests.Configuration;

public sealed class CachingBuilderTests
{
    private CachingBuilder _sut = null!;

    [SetUp]
    public void MakeIt() => _sut = new CachingBuilder();

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void An_empty_name_or_prefix_is_an_error(string? empty) =>
        Assert.Multiple(() =>
        {
            Refuses(() => new CachingBuilder().UseMemory(empty!));
            Refuses(() => new CachingBuilder().UseNull(empty!));
            Refuses(() => new CachingBuilder().Use(empty!, _ => new NullCacheBackend()));
            Refuses(() => new CachingBuilder().DefaultBackend(empty!));
            Refuses(() => new CachingBuilder().KeyPrefix(empty!));
            Refuses(() => new CachingBuilder().DefaultPrefix(empty!));
        });

    [Test]
    public void A_name_that_is_taken_is_an_error_with_the_way_out()
    {
        _sut.UseMemory("a");

        Assert.That(
            () => _sut.UseNull("a"),
            Throws.ArgumentException.With.Message.Contains(
                "called \"a\" already; give the second one a name of its own"
            )
        );
        Assert.That(() => _sut.UseMemory("A"), Throws.Nothing, "names are compared ordinally");
    }

    [TestCase("a{b")]
    [TestCase("a}b")]
    [TestCase("a:b")]
    public void A_key_prefix_that_would_blur_the_parts_of_keys_is_an_error(string prefix) =>
        Assert.That(() => _sut.KeyPrefix(prefix), Throws.ArgumentException.With.Message.Contains($"\"{prefix}\""));

    [TestCase(0)]
    [TestCase(-1)]
    public void A_default_time_to_live_that_isnt_greater_than_zero_is_an_error(int seconds) =>
        Assert.That(
            () => _sut.DefaultTtl(TimeSpan.FromSeconds(seconds)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("greater than zero")
        );

    [TestCase(-5)]
    [TestCase(0)]
    [TestCase(2)]
    public void A_size_that_holds_nothing_is_an_error(int capacity) =>
        Assert.That(
            () => _sut.UseMemory(options => options.Capacity = capacity),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("write 3 or more")
        );

    [Test]
    public void Something_missing_is_an_error() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => _sut.Use("a", null!), Throws.ArgumentNullException);
            Assert.That(() => _sut.UseTimeProvider(null!), Throws.ArgumentNullException);
            Assert.That(() => _sut.UseLoggerFactory(null!), Throws.ArgumentNullException);
            Assert.That(() => _sut.Policies<IDisposable>(null!), Throws.ArgumentNullException);
        });

    [Test]
    public async Task An_unknown_default_backend_is_a_problem_that_lists_those_there_are_E14()
    {
        await using var runtime = new CachingRuntime(_sut.UseMemory().UseMemory("b").DefaultBackend("c").Freeze());

        var problem = runtime.Validate(isComplete: true).Single();

        Assert.That(problem.Where, Does.Contain(nameof(CachingBuilder.DefaultBackend)));
        Assert.That(problem.What, Does.Contain("\"c\"").And.Contains("b, memory, null"));
        Assert.That(problem.WayOut, Does.Contain("UseMemory"));
    }

    [Test]
    public async Task Without_any_backend_there_is_the_embedded_one()
    {
        await using var runtime = new CachingRuntime(_sut.Freeze());

        Assert.That(runtime.Manager.DefaultBackend, Is.EqualTo("memory"));
        Assert.That(runtime.Manager.GetBackend(), Is.InstanceOf<MemoryCacheBackend>());
        Assert.That(runtime.Manager.GetBackend("null"), Is.InstanceOf<NullCacheBackend>());
        Assert.That(runtime.Validate(isComplete: true), Is.Empty);
    }

    [Test]
    public async Task The_first_backend_is_the_default_unless_another_one_is_named()
    {
        await using var first = new CachingRuntime(new CachingBuilder().UseNull("off").UseMemory().Freeze());
        await using var named = new CachingRuntime(
            new CachingBuilder().UseNull("off").UseMemory().DefaultBackend("memory").Freeze()
        );

        Assert.That(first.Manager.DefaultBackend, Is.EqualTo("off"));
        Assert.That(named.Manager.DefaultBackend, Is.EqualTo("memory"));
    }

    [Test]
    public async Task A_backend_is_made_once_and_told_what_it_needs_to_know()
    {
        var contexts = new List<CacheBackendContext>();
        _sut.KeyPrefix("shop")
            .Use(
                "mine",
                context =>
                {
                    contexts.Add(context);
                    return new NullCacheBackend();
                }
            );

        await using var runtime = new CachingRuntime(_sut.Freeze());
        runtime.Manager.GetBackend("mine");

        var context = contexts.Single();
        Assert.That(context.Name, Is.EqualTo("mine"));
        Assert.That(context.KeyPrefix, Is.EqualTo("shop"));
        Assert.That(context.TimeProvider, Is.SameAs(TimeProvider.System));
        Assert.That(context.LoggerFactory, Is.Not.Null);
    }

    [Test]
    public async Task What_is_set_after_freezing_changes_nothing()
    {
        var options = _sut.UseMemory().Freeze();
        _sut.UseMemory("late").DefaultBackend("late");

        await using var runtime = new CachingRuntime(options);

        Assert.That(runtime.Manager.Names, Is.EquivalentTo(new[] { "memory", "null" }));
    }

    private static void Refuses(Action call) => Assert.That(call, Throws.InstanceOf<ArgumentException>());
}
