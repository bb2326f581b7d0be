using Castle.DynamicProxy;
using Moq;

namespace Caching.Interception.Tests;

/// <summary>What already is a proxy is cached like anything else.</summary>
public sealed class OtherProxyTests : ProxyFixture
{
    [Test]
    public void A_mock_is_cached()
    {
        var mock = new Mock<IShapes>();
        mock.Setup(shapes => shapes.Value(1)).Returns(5);
        var proxy = Factory.Wrap(mock.Object);

        Assert.That(new[] { proxy.Value(1), proxy.Value(1) }, Is.EqualTo(new[] { 5, 5 }));
        mock.Verify(shapes => shapes.Value(1), Times.Once);
    }

    [Test]
    public async Task A_proxy_of_another_kind_is_cached()
    {
        var target = new Shapes();
        var inner = new ProxyGenerator().CreateInterfaceProxyWithTarget<IShapes>(target, new StandardInterceptor());
        var proxy = Factory.Wrap(inner);

        await proxy.TaskAsync(1);
        await proxy.TaskAsync(1);

        Assert.That(target.Calls, Is.EqualTo(1));
    }

    [Test]
    public void Calls_that_an_object_makes_on_itself_are_not_intercepted_14()
    {
        var target = new Selfish();
        var proxy = Factory.Wrap<ISelfish>(target);

        proxy.Twice();
        Assert.That(target.Reads, Is.EqualTo(2));

        proxy.Read();
        proxy.Read();
        Assert.That(target.Reads, Is.EqualTo(3));
    }

    public interface ISelfish
    {
        [Cached]
        int Read();

        int Twice();
    }

    public sealed class Selfish : ISelfish
    {
        public int Reads { get; private set; }

        public int Read() => ++Reads;

        public int Twice() => Read() + Read();
    }
}
