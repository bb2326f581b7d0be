namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.6, second half: synchronous and asynchronous callers of one key, and loads inside loads.</summary>
public sealed class MixedFlightTests
{
    private Shop _target = null!;
    private CacheHost _host = null!;
    private IShop _shop = null!;

    [SetUp]
    public void SetUp()
    {
        _target = new Shop();
        _host = CacheHost.Of<IShop>(
            _target,
            policies =>
                policies
                    .CacheAside(shop => shop.Number(default), "number:{id}")
                    .CacheAside(shop => shop.NumberAsync(default, default), "number:{id}")
                    .InvalidateCache(shop => shop.Change(default), policy => policy.Keys("number:{id}"))
        );
        _shop = _host.Get<IShop>();
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [Test]
    public async Task S5_06_a_synchronous_caller_does_not_wait_for_an_asynchronous_load()
    {
        var gate = new Gate();
        _target.OnNumberAsync = (_, _) => PassAsync(gate);

        var load = _shop.NumberAsync(1);
        await gate.Entered;
        Assert.That(_shop.Number(1), Is.EqualTo(2), "loaded for itself");

        gate.Open();
        Assert.That(await load, Is.EqualTo(42));
    }

    [Test]
    public async Task S5_06_the_synchronous_callers_load_is_fenced_alike()
    {
        var asyncGate = new Gate();
        var syncGate = new Gate();
        _target.OnNumberAsync = (_, _) => PassAsync(asyncGate);
        _target.OnNumber = _ => Pass(syncGate);
        var load = _shop.NumberAsync(1);
        await asyncGate.Entered;
        var own = Task.Run(() => _shop.Number(1));
        await syncGate.Entered;

        _shop.Change(1);
        syncGate.Open();
        asyncGate.Open();
        await Task.WhenAll(load, own);

        _target.OnNumberAsync = null;
        Assert.That(await _shop.NumberAsync(1), Is.EqualTo(3), "neither was stored");
    }

    [Test]
    public async Task S5_06_an_asynchronous_caller_joins_a_synchronous_load()
    {
        var gate = new Gate();
        _target.OnNumber = _ => Pass(gate);
        var load = Task.Run(() => _shop.Number(1));
        await gate.Entered;

        var joiner = _shop.NumberAsync(1);
        Assert.That(joiner.IsCompleted, Is.False);
        gate.Open();

        Assert.That(await joiner, Is.EqualTo(42));
        Assert.That(await load, Is.EqualTo(42));
        Assert.That(_target.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task S5_06_a_load_that_waits_for_its_own_key_is_an_error_that_says_so_M4()
    {
        _target.OnNumberAsync = (id, token) => _shop.NumberAsync(id, token);
        _target.OnNumber = id => _shop.Number(id);

        var asynchronous = await Assert.CatchAsync(() => _shop.NumberAsync(1));
        var synchronous = Assert.Catch(() => _shop.Number(2));

        Assert.That(asynchronous, Is.InstanceOf<CacheOperationException>().With.Message.Contains("waits for itself"));
        Assert.That(synchronous, Is.InstanceOf<CacheOperationException>().With.Message.Contains("waits for itself"));
    }

    [Test]
    public async Task S5_06_a_cycle_through_two_flows_loads_for_itself_instead_of_waiting()
    {
        var (first, second) = (new Gate(), new Gate());
        _target.OnNumberAsync = async (id, token) =>
        {
            // The second time that a key is loaded, it is by the one who would have had to wait for itself.
            if (_target.Calls > 2)
            {
                return id;
            }

            var (mine, others) = id == 1 ? (first, second) : (second, first);
            mine.Open();
            await mine.PassAsync();
            await others.PassAsync();
            return await _shop.NumberAsync(3 - id, token) + 10;
        };

        var calls = new[] { Task.Run(() => _shop.NumberAsync(1)), Task.Run(() => _shop.NumberAsync(2)) };
        var results = await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(_target.Calls, Is.EqualTo(3));
        Assert.That(results.Max(), Is.GreaterThan(10));
    }

    [Test]
    public async Task S5_06_a_load_may_load_other_keys()
    {
        _target.OnNumberAsync = async (id, token) => id == 0 ? 100 : await _shop.NumberAsync(id - 1, token) + 1;

        Assert.That(await _shop.NumberAsync(5), Is.EqualTo(105));
        Assert.That(_target.Calls, Is.EqualTo(6));
        Assert.That(await _shop.NumberAsync(3), Is.EqualTo(103));
        Assert.That(_target.Calls, Is.EqualTo(6));
    }

    private static int Pass(Gate gate)
    {
        gate.Pass();
        return 42;
    }

    private static async Task<int> PassAsync(Gate gate)
    {
        await gate.PassAsync();
        return 42;
    }
}
