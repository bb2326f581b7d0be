namespace Caching.Redis.Tests.Faults;

/// <summary>What can't be read as a connection string is an error that says why and repeats nothing of it.</summary>
public sealed class ConnectionStringTests
{
    private const string Secret = "hunter2secret";

    [TestCase($"redis://user:{Secret}@cache:6379", "it is a URI")]
    [TestCase($"rediss://:{Secret}@cache:6379/0", "it is a URI")]
    [TestCase($"cache:6379,syncTimeout={Secret}", "its option \"syncTimeout\" can't be read")]
    [TestCase($"cache:6379,ssl={Secret}", "its option \"ssl\" can't be read")]
    [TestCase($"cache:6379,pasword={Secret}", "an option isn't known")]
    [TestCase($"cache:6379,{Secret}==", "an option isn't known")]
    [TestCase($"cache:6379,sslProtocols={Secret}", "its option \"sslProtocols\" can't be read")]
    [TestCase($"{Secret}/more@cache", "isn't the name of a host")]
    [TestCase($"password={Secret}", "it names no server")]
    [TestCase($"user:{Secret}@cache:6379", "isn't the name of a host")]
    [TestCase($"cache:6379,{Secret}@", "isn't the name of a host")]
    [TestCase(",", "it names no server")]
    public void An_unusable_one_says_why_and_shows_no_secret(string connectionString, string why)
    {
        var failure = Assert.Throws<ArgumentException>(() => new FaultHost(connectionString).Container.Dispose())!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Message, Does.Contain(why).And.Contain("host:port"));
            Assert.That(failure.ToString(), Does.Not.Contain(Secret));
        }
    }

    [TestCase("")]
    [TestCase("  ")]
    public void An_empty_one_is_refused(string empty) =>
        Assert.That(() => new FaultHost(empty), Throws.InstanceOf<ArgumentException>());

    [Test]
    public async Task A_password_in_its_place_is_shown_nowhere()
    {
        await using var host = new FaultHost($"127.0.0.1:1,user=shop,password={Secret},ssl=false");

        await host.ReadAsync(1);

        Assert.That(host.AllTexts(), Does.Contain("127.0.0.1:1").And.Not.Contain(Secret));
    }
}
