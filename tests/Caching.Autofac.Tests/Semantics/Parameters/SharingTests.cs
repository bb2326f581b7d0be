namespace Caching.Registration.Tests.Semantics.Parameters;

/// <summary>Entries and loads that several methods, or a method and the service, have in common.</summary>
public sealed class SharingTests
{
    public interface INumbers
    {
        [CacheAside("number:{id}")]
        int Number(int id);

        [CacheAside("number:{id}")]
        Task<int> NumberTask(int id);

        [CacheAside("number:{id}")]
        ValueTask<int> NumberValueTask(int id);

        string Name
        {
            get;
            [InvalidateCache(Keys = ["number:1"])]
            set;
        }
    }

    private sealed class Numbers : INumbers
    {
        public int Calls { get; private set; }

        public Func<Task<int>>? OnTask { get; set; }

        public string Name { get; set; } = "";

        public int Number(int id) => ++Calls;

        public Task<int> NumberTask(int id)
        {
            Calls++;
            return OnTask?.Invoke() ?? Task.FromResult(Calls);
        }

        public ValueTask<int> NumberValueTask(int id) => new(++Calls);
    }

    private Numbers _target = null!;
    private CacheHost _host = null!;
    private INumbers _numbers = null!;

    [SetUp]
    public void SetUp()
    {
        _target = new Numbers();
        _host = CacheHost.Of<INumbers>(_target);
        _numbers = _host.Get<INumbers>();
    }

    [TearDown]
    public void TearDown() => _host.Dispose();

    [Test]
    public async Task Methods_of_every_shape_read_one_entry([Range(0, 2)] int writer)
    {
        for (var shape = writer; shape < writer + 3; shape++)
        {
            for (var hit = 0; hit < 3; hit++)
            {
                var value = (shape % 3) switch
                {
                    0 => _numbers.Number(1),
                    1 => await _numbers.NumberTask(1),
                    _ => await _numbers.NumberValueTask(1),
                };
                Assert.That(value, Is.EqualTo(1));
            }
        }

        Assert.That(_target.Calls, Is.EqualTo(1));
        Assert.That(_host.Cache.Get<int>("cache:number:1").Value, Is.EqualTo(1));
    }

    [Test]
    public async Task A_load_by_hand_joins_that_of_a_method()
    {
        var gate = new Gate();
        _target.OnTask = async () =>
        {
            await gate.PassAsync();
            return 42;
        };

        var load = _numbers.NumberTask(1);
        await gate.Entered;
        var byHand = _host.Cache.GetOrCreateAsync("cache:number:1", _ => Task.FromResult(7)).AsTask();
        Assert.That(byHand.IsCompleted, Is.False);
        gate.Open();

        Assert.That(await byHand, Is.EqualTo(42));
        Assert.That(await load, Is.EqualTo(42));
    }

    [Test]
    public void A_setter_may_invalidate()
    {
        _numbers.Number(1);
        _numbers.Name = "new";

        Assert.That(_numbers.Number(1), Is.EqualTo(2));
        Assert.That(_numbers.Name, Is.EqualTo("new"));
    }
}
