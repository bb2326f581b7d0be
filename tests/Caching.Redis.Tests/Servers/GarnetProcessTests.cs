using Caching.Redis.Servers;

namespace Caching.Redis.Tests.Servers;

/// <summary>The other server that understands the protocol.</summary>
[Parallelizable]
public sealed class GarnetProcessTests
{
    [OneTimeSetUp]
    public Task NeedsGarnet() => Needs.GarnetAsync();

    [Test]
    public async Task It_runs_a_script_and_comes_back_on_the_same_port_and_empty()
    {
        await using var server = await GarnetProcess.StartAsync();
        var port = server.Port;
        await using var connection = await server.ConnectAsync();
        const string script = "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])";

        var answer = await connection.GetDatabase().ScriptEvaluateAsync(script, ["key"], ["value"]);
        server.StopAnswering();
        await Polling.UntilAsync(async () => !await server.AnswersAsync(), "it answers nothing");
        server.GoOn();
        await Polling.UntilAsync(server.AnswersAsync, "it answers again");
        await server.RestartAsync();
        await using var again = await server.ConnectAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)answer, Is.EqualTo("value"));
            Assert.That(server.Port, Is.EqualTo(port));
            Assert.That(await again.GetDatabase().KeyExistsAsync("key"), Is.False);
        }
    }
}
