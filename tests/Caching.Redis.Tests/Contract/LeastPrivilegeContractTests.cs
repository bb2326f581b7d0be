using Caching.Redis.Servers;
using Caching.Redis.Tests.Faults;
using Caching.Redis.Tests.Servers;

namespace Caching.Redis.Tests.Contract;

/// <summary>The contract for a user with the rights that README.md gives it, and what else such a user can and can't do.</summary>
public sealed class LeastPrivilegeContractTests : RemoteContract
{
    private RedisProcess _server = null!;

    protected override string ConnectionString =>
        $"{_server.EndPoint},user={LeastPrivilege.User},password={LeastPrivilege.Password}";

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        Needs.Redis();
        _server = await RedisProcess.StartAsync();
        Connection = await _server.ConnectAsync();
        await _server.CliAsync(LeastPrivilege.Command);
    }

    [OneTimeTearDown]
    public async Task StopTheServer() => await (_server?.DisposeAsync() ?? default);

    [Test]
    public async Task Calls_are_cached_and_invalidated_and_counted_and_nothing_is_denied()
    {
        await _server.CliAsync("ACL", "LOG", "RESET");
        await using var host = new FaultHost(ConnectionString);

        await host.HitsAsync(1);
        await host.HitsAsync(1, isSync: true);
        await host.ChangeAsync(1, host.Stock.ChangeByTagAsync);
        await host.ChangeAsync(1, host.Stock.ChangeByKeyAsync);
        await host.ChangeAsync(1, host.Stock.ChangeByPatternAsync);
        await host.HitsAsync(1);
        await host.Cache.SetAsync("a", 1, tags: ["t"]);
        await host.Cache.IncrementAsync("visits", ttl: TimeSpan.FromMinutes(1));
        await _server.CliAsync("CLIENT", "KILL", "TYPE", "normal");
        await host.HitsAsync(1);
        await host.WorksAsync();

        Assert.That(await _server.CliAsync("ACL", "LOG"), Is.Empty);
        Assert.That(host.Backend.Describe(), Does.Contain("maxmemory-policy noeviction"));
    }

    [TestCase("GET", "other")]
    [TestCase("SET", "other", "1")]
    [TestCase("UNLINK", "other")]
    [TestCase("EVAL", "return redis.call('GET', KEYS[1])", "1", "other")]
    [TestCase("EVAL", "return redis.call('GET', 'other')", "0")]
    [TestCase("GET", "{shopping:0}:e:a")]
    [TestCase("FLUSHALL")]
    [TestCase("KEYS", "*")]
    [TestCase("CONFIG", "SET", "maxmemory", "1")]
    [TestCase("SUBSCRIBE", "other")]
    [TestCase("ACL", "LIST")]
    public async Task What_the_cache_has_no_need_of_is_denied(params string[] command)
    {
        string[] login = ["--user", LeastPrivilege.User, "--pass", LeastPrivilege.Password, "--no-auth-warning"];

        var denied = await Assert.CatchAsync(() => _server.CliAsync([.. login, .. command]));

        Assert.That(denied!.Message, Does.Contain("NOPERM").Or.Contain("can't access"));
    }

    // The user has one key space only, so it is emptied.
    protected override string NewKeySpace()
    {
        Connection.GetServer(_server.EndPoint).FlushAllDatabases();
        return LeastPrivilege.Prefix;
    }
}
