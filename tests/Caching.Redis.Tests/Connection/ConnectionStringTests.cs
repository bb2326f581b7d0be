namespace Caching.Redis.Tests.Connection;

/// <summary>Connection strings that can't be used are refused without being repeated.</summary>
public sealed class ConnectionStringTests
{
    [TestCase("localhost:6379,hunter2==")]
    [TestCase("localhost:6379,syncTimeout=hunter2")]
    [TestCase("localhost:6379,ssl=hunter2")]
    [TestCase("localhost:6379,sslProtocols=hunter2")]
    [TestCase("redis://:hunter2@localhost:6379")]
    [TestCase("hunter2/secret@localhost")]
    [TestCase("password=hunter2")]
    public void One_that_cant_be_used_is_refused_without_its_secret(string connectionString)
    {
        var failure = Assert.Throws<ArgumentException>(() => new CachingBuilder().UseRedis("redis", connectionString));

        Assert.That(failure!.ToString(), Does.Not.Contain("hunter2").And.Not.Contain(connectionString));
    }

    [Test]
    public void An_option_whose_value_cant_be_read_is_named() =>
        Assert.That(
            () => new CachingBuilder().UseRedis("redis", "localhost:6379,syncTimeout=soon"),
            Throws.ArgumentException.With.Message.Contains("\"syncTimeout\"")
        );
}
