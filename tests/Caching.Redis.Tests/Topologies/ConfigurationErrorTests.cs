namespace Caching.Redis.Tests.Topologies;

/// <summary>Servers that can't be used as configured: an error that says so, and calls that go on without them.</summary>
public sealed class ConfigurationErrorTests : ServerFixture
{
    [TestCase("format=1 buckets=4")]
    [TestCase("format=2 buckets=1")]
    public async Task Keys_that_are_divided_otherwise_are_named(string theirs)
    {
        await Server.CliAsync("SET", "{meta:0}:meta", theirs);
        await using var engine = RedisEngine.On(Address, "meta");

        var problem = (await InitialisationAsync(engine)).Problems.Single();

        Assert.That(problem.Where, Does.Contain("\"meta\""));
        Assert.That(problem.What, Does.Contain(theirs).And.Contain("format=1 buckets=1"));
        Assert.That(problem.WayOut, Does.Contain("KeyPrefix"));
        Assert.That(await Server.CliAsync("GET", "{meta:0}:meta"), Is.EqualTo(theirs), "theirs stays");
    }

    [Test]
    public async Task Two_processes_with_other_numbers_of_buckets_dont_work_together()
    {
        await using var first = RedisEngine.On(Address, "two");
        await using var second = RedisEngine.On(Address, "two", options => options.Buckets = 8);
        await first.Cache.InitializeAsync();

        Assert.That((await InitialisationAsync(second)).Message, Does.Contain("buckets=1").And.Contain("buckets=8"));
    }

    [Test]
    public async Task Calls_go_on_uncached_and_it_is_logged_once()
    {
        await Server.CliAsync("SET", "{calls:0}:meta", "format=1 buckets=4");
        await using var engine = RedisEngine.On(Address, "calls");

        for (var call = 0; call < 5; call++)
        {
            Assert.That(await engine.LoadAsync("k", call), Is.EqualTo(call));
            Assert.That(engine.Cache.GetOrCreate("s", () => call), Is.EqualTo(call));
        }

        var line = engine.Logs.Named("BackendFails").Single();
        Assert.That(line.Exception, Is.InstanceOf<CacheConfigurationException>());
        Assert.That(line.Exception!.Message, Does.Contain("buckets=4"));
        Assert.That(await SizeAsync(), Is.EqualTo(1), "nothing was stored");
    }

    [Test]
    public async Task A_user_without_scripts_is_an_error_with_a_way_out()
    {
        await Server.CliAsync("ACL", "SETUSER", "app", "on", ">secret-word", "~*", "&*", "+@all", "-@scripting");
        await using var engine = RedisEngine.On($"{Address},user=app,password=secret-word", "acl");

        var problem = (await InitialisationAsync(engine)).Problems.Single();

        Assert.That(problem.What, Does.Contain("refuses scripts"));
        Assert.That(problem.WayOut, Does.Contain("Redis 7").And.Contain("eval"));
        Assert.That(engine.Logs.Lines.Select(line => line.Message), Has.None.Contain("secret-word"));
    }

    private static async Task<CacheConfigurationException> InitialisationAsync(RedisEngine engine) =>
        (await Assert.ThrowsAsync<CacheConfigurationException>(async () => await engine.Cache.InitializeAsync()))!;
}
