namespace Caching.Interception.Tests;

/// <summary>Proxies of a runtime of each test's own.</summary>
public abstract class ProxyFixture
{
    private protected ProxyFactory Factory { get; private set; } = null!;

    [SetUp]
    public void MakeTheFactory() => Factory = new ProxyFactory();

    [TearDown]
    public void DisposeTheFactory() => Factory.Dispose();
}
