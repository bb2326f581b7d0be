using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

/// <summary><c>FenceFor</c> where the backend is fenced: it is told to hold before it is told to invalidate.</summary>
public sealed class FencedHoldTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(5);

    private readonly RecordingJournal _journal = new();
    private FakeTimeProvider _time = null!;
    private RecordingLoggerFactory _logs = null!;
    private ScriptedFencedBackend _backend = null!;
    private BackendGuard _guard = null!;

    private IEnumerable<string> Calls => _backend.Script.Calls;

    [SetUp]
    public void MakeTheGuard()
    {
        _time = new FakeTimeProvider();
        _logs = new RecordingLoggerFactory();
        _backend = new ScriptedFencedBackend(_time);
        _journal.Clear();
        _guard = NewGuard();
    }

    [TearDown]
    public void EndTheGuard()
    {
        _guard.Dispose();
        _logs.Dispose();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task It_is_held_before_it_is_invalidated(bool isSync)
    {
        await InvalidateAsync(isSync, Held(Invalidation.Tag("t")), Invalidation.Tag("u"), Held(Invalidation.Key("k")));

        Assert.That(Calls, Is.EqualTo(["hold", "tags", "hold", "delete"]));
        Assert.That(_backend.Held, Is.EqualTo(["Tag t 00:00:05", "Key k 00:00:05"]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_isnt_to_be_held_isnt(bool isSync)
    {
        await InvalidateAsync(isSync, Invalidation.Tag("t"), Invalidation.All with { FenceFor = TimeSpan.Zero });

        Assert.That(Calls, Has.None.EqualTo("hold"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_containers_default_is_for_those_that_dont_say(bool isSync)
    {
        using var region = new CacheRegion(_guard) { FenceFor = Lag };
        Invalidation[] mixed =
        [
            Invalidation.Tag("default"),
            Invalidation.Tag("own") with
            {
                FenceFor = 2 * Lag,
            },
            Invalidation.Tag("none") with
            {
                FenceFor = TimeSpan.Zero,
            },
        ];
        if (isSync)
        {
            region.Invalidate(mixed);
        }
        else
        {
            await region.InvalidateAsync(mixed, default);
        }

        Assert.That(_backend.Held, Is.EqualTo(["Tag default 00:00:05", "Tag own 00:00:10"]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_couldnt_be_held_is_pending_and_its_replay_holds_it(bool isSync)
    {
        Fail("hold");
        await InvalidateAsync(isSync, Held(Invalidation.Key("k")));
        Assert.That(_guard.PendingCount, Is.EqualTo(1));
        Assert.That(Calls, Has.None.EqualTo("delete"));
        Assert.That((await _guard.GetAsync<int>("k", default)).Answered, Is.False);

        _backend.Script.Failure = null;
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(_guard.PendingCount, Is.Zero);
        Assert.That(_backend.Held, Is.EqualTo(["Key k 00:00:05"]));
        Assert.That(Calls.Where(call => call is "hold" or "delete"), Is.EqualTo(["hold", "hold", "delete"]));
    }

    [Test]
    public async Task What_was_held_and_couldnt_be_invalidated_is_held_again()
    {
        Fail("delete");
        await InvalidateAsync(false, Held(Invalidation.Key("k")));
        _backend.Script.Failure = null;
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(_backend.Held, Is.EqualTo(["Key k 00:00:05", "Key k 00:00:05"]));
    }

    [TestCase(1)]
    [TestCase(2000)]
    public void Those_that_are_put_off_hold_for_as_long_as_the_longest(int others)
    {
        _guard.PutOff(Held(Invalidation.Key("k")));
        for (var number = 0; number < others; number++)
        {
            _guard.PutOff(Invalidation.Key(others == 1 ? "k" : $"k{number}"));
        }

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(_backend.Held.Distinct(), Does.Contain(others == 1 ? "Key k 00:00:05" : "All  00:00:05"));
    }

    [Test]
    public void Several_of_one_subject_hold_for_as_long_as_the_longest()
    {
        var key = Invalidation.Key("k");
        _guard.Invalidate([key, key with { FenceFor = 2 * Lag }, Held(key)]);

        Assert.That(_backend.Held, Is.EqualTo(["Key k 00:00:10"]));
    }

    [Test]
    public async Task It_is_pending_for_the_time_that_it_should_have_held_longer()
    {
        await _guard.SetAsync("k", 1, new() { Ttl = Lag }, default);
        Fail("hold");
        await InvalidateAsync(false, Held(Invalidation.Key("k")), Invalidation.Tag("t"));
        _time.Advance(Lag + TimeSpan.FromSeconds(1));
        Assert.That(
            _guard.PendingCount,
            Is.EqualTo(1),
            "of what should be held, an old value may have been stored late"
        );

        _time.Advance(2 * Lag);
        Assert.That(_guard.PendingCount, Is.Zero);
    }

    [Test]
    public async Task A_journal_keeps_for_how_long_it_holds()
    {
        using var crashed = NewGuard();
        Fail("hold");
        await crashed.InvalidateAsync([Held(Invalidation.Key("k"))], default);
        crashed.PutOff(Invalidation.Key("k"));
        Assert.That(_journal.Left.Select(entry => entry.FenceFor), Is.EqualTo([Lag]));
        _backend.Script.Failure = null;

        using var next = NewGuard();
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.That(next.PendingCount, Is.Zero);
        Assert.That(_backend.Held, Does.Contain("Key k 00:00:05"));
    }

    private BackendGuard NewGuard() => new("fenced", _backend, _time, _logs.CreateLogger("Caching"), _journal);

    private static Invalidation Held(Invalidation subject) => subject with { FenceFor = Lag };

    private async Task InvalidateAsync(bool isSync, params Invalidation[] invalidations)
    {
        if (isSync)
        {
            _guard.Invalidate(invalidations);
        }
        else
        {
            await _guard.InvalidateAsync(invalidations, default);
        }
    }

    private void Fail(string at)
    {
        _backend.Script.Failure = new CacheConnectionException("down", "fenced");
        _backend.Script.FailsAt = operation => operation == at;
    }
}
