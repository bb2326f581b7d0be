using System.Net;
using System.Net.Sockets;
using Caching.Redis.Servers;

namespace Caching.Redis.Tests.Servers;

/// <summary>The single server that tests start, kill and stop.</summary>
[Parallelizable]
public sealed class RedisProcessTests
{
    [SetUp]
    public void NeedsRedis() => Needs.Redis();

    [Test]
    public async Task It_answers_as_soon_as_it_is_started_and_not_once_it_is_disposed()
    {
        var server = await RedisProcess.StartAsync();

        var answer = await server.CliAsync("PING");
        await server.DisposeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Is.EqualTo("PONG"));
            Assert.That(await server.AnswersAsync(), Is.False);
            Assert.That(TestServers.Message, Does.StartWith("redis-server: /"));
        }
    }

    [Test]
    public async Task It_takes_arguments_and_environment_variables()
    {
        var preload = new Dictionary<string, string> { ["LD_PRELOAD"] = "/no/such/library.so" };
        await using var server = await RedisProcess.StartAsync(preload, "--maxmemory", "50mb");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await server.CliAsync("CONFIG", "GET", "maxmemory"), Is.EqualTo("maxmemory\n52428800"));
            Assert.That(server.Output, Does.Contain("/no/such/library.so"), "the loader complains");
        }
    }

    [Test]
    public async Task It_keeps_nothing_on_disk()
    {
        await using var server = await RedisProcess.StartAsync();

        Assert.That(await server.CliAsync("CONFIG", "GET", "save"), Is.EqualTo("save"));
        Assert.That(await server.CliAsync("CONFIG", "GET", "appendonly"), Is.EqualTo("appendonly\nno"));
    }

    [Test]
    public async Task Killed_it_comes_back_on_the_same_port_and_empty()
    {
        await using var server = await RedisProcess.StartAsync();
        var (port, pid) = (server.Port, server.Pid);
        await server.CliAsync("SET", "key", "value");

        server.Kill();
        var answeredMeanwhile = await server.AnswersAsync();
        await server.RestartAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answeredMeanwhile, Is.False);
            Assert.That(server.Port, Is.EqualTo(port));
            Assert.That(server.Pid, Is.Not.EqualTo(pid));
            Assert.That(await server.CliAsync("DBSIZE"), Is.EqualTo("0"));
        }
    }

    [Test]
    public async Task Stopped_it_holds_its_connections_and_answers_once_it_goes_on()
    {
        await using var server = await RedisProcess.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint);
        using var reader = new StreamReader(client.GetStream());

        server.StopAnswering();
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
        var answer = reader.ReadLineAsync();
        var answersOthers = await server.AnswersAsync(); // half a second, in which the first isn't answered either
        var answeredMeanwhile = answer.IsCompleted;
        server.GoOn();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answersOthers, Is.False);
            Assert.That(answeredMeanwhile, Is.False);
            Assert.That(await answer.WaitAsync(Polling.Limit), Is.EqualTo("+PONG"));
        }
    }

    [Test]
    public async Task Disposal_ends_a_stopped_server_and_removes_its_folder()
    {
        var server = await RedisProcess.StartAsync();
        var folder = (await server.CliAsync("CONFIG", "GET", "dir")).Split('\n')[1];
        var pid = server.Pid;

        server.StopAnswering();
        await server.DisposeAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Directory.Exists($"/proc/{pid}"), Is.False);
            Assert.That(folder, Does.Contain("redis-servers-"));
            Assert.That(Directory.Exists(folder), Is.False);
        }
    }

    [Test]
    public async Task The_connection_for_tests_may_use_administrative_commands()
    {
        await using var server = await RedisProcess.StartAsync();
        await using var connection = await server.ConnectAsync();
        var database = connection.GetDatabase();
        await database.StringSetAsync("key", "value");

        await connection.GetServer(server.EndPoint).FlushDatabaseAsync();

        Assert.That(await database.KeyExistsAsync("key"), Is.False);
    }

    [Test]
    public async Task An_argument_that_the_server_refuses_is_an_error_that_says_why()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RedisProcess.StartAsync("--no-such-setting", "1")
        );
        await using var server = await RedisProcess.StartAsync();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.CliAsync("NOSUCHCOMMAND"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure?.Message, Does.Contain("no-such-setting"));
            Assert.That(refused?.Message, Does.Contain("unknown command"));
        }
    }

    [Test]
    public async Task A_restart_waits_until_whoever_took_the_port_lets_it_go()
    {
        await using var server = await RedisProcess.StartAsync();
        server.Kill();
        using var thief = new TcpListener(IPAddress.Loopback, server.Port);
        thief.Start();

        var restart = server.RestartAsync();
        await Polling.UntilAsync(
            () => Task.FromResult(server.Output.Contains("already in use", StringComparison.OrdinalIgnoreCase)),
            "the server finds its port taken"
        );
        thief.Stop();
        await restart;

        Assert.That(await server.CliAsync("PING"), Is.EqualTo("PONG"));
    }

    [Test]
    public async Task Many_servers_started_at_once_have_a_port_each()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RedisProcess.StartAsync()));
        try
        {
            Assert.That(servers.Select(server => server.Port), Is.Unique);
            Assert.That(servers.Select(server => server.Pid), Is.Unique);
        }
        finally
        {
            await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        }
    }
}
