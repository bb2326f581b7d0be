using StackExchange.Redis;

namespace Caching.Redis.Tests.Topologies;

/// <summary>What CLUSTER NODES says.</summary>
public sealed class SlotOwnersTests
{
    // Host names, as Redis 7 adds them after a comma, and the bus port after an @.
    private const string Stable = """
        a1 10.0.0.1:6379@16379,one.example myself,master - 0 1700000000000 1 connected 0-5460
        b2 10.0.0.2:6379@16379 slave a1 0 1700000000000 1 connected
        c3 10.0.0.3:6379@16379 master - 0 1700000000000 2 connected 5461-10922 16383
        d4 10.0.0.4:6379@16379 master,fail - 0 1700000000000 3 disconnected
        e5 10.0.0.5:6379@16379 master - 0 1700000000000 4 connected 10923-16382
        """;

    [Test]
    public void Each_slot_has_its_primary() =>
        Assert.That(
            SlotOwners.Parse(Stable, [0, 5460, 5461, 16382, 16383]).Addresses,
            Is.EqualTo(["10.0.0.1:6379", "10.0.0.1:6379", "10.0.0.3:6379", "10.0.0.5:6379", "10.0.0.3:6379"])
        );

    [Test]
    public void Line_ends_dont_matter() =>
        Assert.That(
            SlotOwners.Parse(Stable.Replace("\n", "\r\n", StringComparison.Ordinal) + "\n", [5461, 16383]).Places,
            Is.EqualTo("10.0.0.3:6379 10.0.0.3:6379")
        );

    [TestCase("[5->-c3]", true, TestName = "A slot that leaves is moving")]
    [TestCase("[5-<-c3]", true, TestName = "A slot that arrives is moving")]
    [TestCase("[4->-c3] [5->-c3] [6-<-c3]", true, TestName = "One of several slots is moving")]
    [TestCase("[55->-c3]", false, TestName = "A slot that begins with the same digits isn't moving")]
    [TestCase("[6->-c3]", false, TestName = "A slot of others may move")]
    [TestCase("", false, TestName = "No slot is moving")]
    public void Slots_that_move_are_seen(string moving, bool isMoving)
    {
        var owners = SlotOwners.Parse(
            Stable.Replace("0-5460", $"0-5460 {moving}".TrimEnd(), StringComparison.Ordinal),
            [5, 6000]
        );

        Assert.That(owners.IsMoving, Is.EqualTo(isMoving));
        Assert.That(owners.Places, Is.EqualTo("10.0.0.1:6379 10.0.0.3:6379"));
    }

    [Test]
    public void A_slot_without_a_primary_counts_as_unreachable()
    {
        var nodes = Stable.Replace("5461-10922 16383", "5461-10922", StringComparison.Ordinal);

        Assert.That(
            () => SlotOwners.Parse(nodes, [16383]),
            Throws.InstanceOf<RedisConnectionException>().With.Message.Contain("16383")
        );
    }
}
