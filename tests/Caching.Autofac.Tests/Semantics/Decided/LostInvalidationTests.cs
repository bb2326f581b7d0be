using System.Diagnostics.Metrics;

namespace Caching.Registration.Tests.Semantics.Decided;

/// <summary>Decision 5.5: a failed invalidation doesn't fail the committed write, and isn't forgotten.</summary>
[NonParallelizable]
public sealed class LostInvalidationTests
{
    private bool _isDown;
    private OuterSyncBackend _backend = null!;
    private Shop _target = null!;
    private CacheHost _host = null!;
    private IShop _shop = null!;

    [SetUp]
    public void SetUp()
    {
        _isDown = false;
        _backend = new OuterSyncBackend
        {
            Fail = name =>
                _isDown && name is "tag" or "key" or "pattern" or "delete" or "clear" ? new IOException("down") : null,
        };
        _target = new Shop();
        _host = CacheHost.Of<IShop>(_target, Policies, caching => caching.Use("outer", _ => _backend));
        _shop = _host.Get<IShop>();
    }

    [TearDown]
    public void TearDown()
    {
        _host.Dispose();
        _backend.Dispose();
    }

    [Test]
    public async Task S5_05_the_call_succeeds_M7([Values] bool isAsync)
    {
        _isDown = true;

        await ChangeAsync(isAsync, 1);

        Assert.That(_host.Log.Count(line => line.StartsWith("3 ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task S5_05_nobody_reads_the_old_value_meanwhile([Values] bool isAsync)
    {
        _shop.Number(1);
        _isDown = true;
        await ChangeAsync(isAsync, 1);

        Assert.That(_shop.Number(1), Is.Not.EqualTo(1));
        Assert.That(await _shop.NumberAsync(1), Is.Not.EqualTo(1));
    }

    [Test]
    public async Task S5_05_it_lands_as_soon_as_the_backend_works([Values] bool isAsync)
    {
        _shop.Number(1);
        _isDown = true;
        await ChangeAsync(isAsync, 1);
        _host.Time.Advance(TimeSpan.FromSeconds(5));

        _isDown = false;
        _host.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(_host.Log, Has.Some.StartsWith("4 "));
        var fresh = _shop.Number(1);
        Assert.That(fresh, Is.Not.EqualTo(1));
        Assert.That(_shop.Number(1), Is.EqualTo(fresh), "cached again");
    }

    [Test]
    public async Task S5_05_it_is_given_up_when_nothing_old_can_be_left()
    {
        _shop.Number(1);
        _isDown = true;
        await ChangeAsync(isAsync: true, 1);

        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(6); waited += TimeSpan.FromSeconds(15))
        {
            _host.Time.Advance(TimeSpan.FromSeconds(15));
        }

        _backend.Operations.Clear();
        _host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(_backend.Operations, Has.None.EqualTo("tag"), "only whether it works again is asked");
    }

    [Test]
    public async Task S5_05_a_long_backlog_becomes_one_clear()
    {
        _shop.Number(5000);
        _isDown = true;
        for (var id = 0; id < 2000; id++)
        {
            await ChangeAsync(isAsync: id % 2 == 0, id);
        }

        _isDown = false;
        _backend.Operations.Clear();
        _host.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.That(_backend.Operations, Has.Some.EqualTo("clear"));
        Assert.That(_backend.Operations.Count, Is.LessThanOrEqualTo(1025));
        Assert.That(_shop.Number(5000), Is.Not.EqualTo(1), "dropping some would have been wrong, clearing is not");
    }

    [Test]
    public async Task S5_05_it_is_counted()
    {
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "Caching", Name: "caching.invalidations.pending" })
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref counted, value));
        listener.Start();
        _isDown = true;

        await ChangeAsync(isAsync: true, 1);

        Assert.That(counted, Is.EqualTo(1));
        _isDown = false;
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(counted, Is.Zero, "what is pending now");
    }

    private static void Policies(ServicePolicies<IShop> policies) =>
        policies
            .Cached(shop => shop.Number(default), policy => policy.Tags("number:{id}"))
            .Cached(shop => shop.NumberAsync(default, default), policy => policy.Tags("number:{id}"))
            .InvalidateCache(shop => shop.Change(default), policy => policy.Tags("number:{id}"))
            .InvalidateCache(shop => shop.ChangeAsync(default, default!), policy => policy.Tags("number:{id}"));

    private async Task ChangeAsync(bool isAsync, int id)
    {
        if (isAsync)
        {
            await _shop.ChangeAsync(id, new Product());
        }
        else
        {
            _shop.Change(id);
        }
    }
}
