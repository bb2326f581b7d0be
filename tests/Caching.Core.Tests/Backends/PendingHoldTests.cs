using Caching.TestKit.Doubles;
using Caching.TestKit.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

/// <summary>Holds of a shared backend: made before their invalidations, and again with every replay.</summary>
public sealed class PendingHoldTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(5);
    private static readonly Invalidation Held = Invalidation.Tag("t") with { FenceFor = Lag };

    private readonly RecordingJournal _journal = new();
    private FakeTimeProvider _time = null!;
    private RecordingLoggerFactory _logs = null!;
    private ScriptedFencedBackend _backend = null!;
    private BackendGuard _sut = null!;

    [SetUp]
    public void MakeTheGuard()
    {
        _journal.Clear();
        _time = new FakeTimeProvider();
        _logs = new RecordingLoggerFactory();
        _backend = new ScriptedFencedBackend(_time);
        _sut = NewGuard();
    }

    [TearDown]
    public void EndTheGuard()
    {
        _sut.Dispose();
        _logs.Dispose();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_hold_comes_first_and_only_for_what_asks_for_it(bool isSync)
    {
        await InvalidateAsync(isSync, Held, Invalidation.Tag("other"), Invalidation.Key("k"));

        Assert.That(_backend.Script.Calls.First(), Is.EqualTo("hold"));
        Assert.That(_backend.Script.Calls.Count(call => call == "hold"), Is.EqualTo(1));
        Assert.That(_backend.Held.Single(), Is.EqualTo((InvalidationKind.Tag, "t", (TimeSpan?)Lag)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Without_its_hold_an_invalidation_isnt_confirmed_and_the_replay_makes_both(bool isSync)
    {
        Fail(at: "hold");
        await InvalidateAsync(isSync, Held);
        Assert.That((_sut.PendingCount, _backend.Held.Count), Is.EqualTo((1, 0)));

        Work();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_sut.PendingCount, Is.Zero);
        Assert.That(_backend.Held.Single().Duration, Is.EqualTo(Lag));
    }

    [Test]
    public async Task The_longest_hold_stays_when_a_pending_one_comes_again()
    {
        Fail(at: "hold");
        await InvalidateAsync(false, Held);
        await InvalidateAsync(false, Invalidation.Tag("t"));
        Work();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_backend.Held.Single().Duration, Is.EqualTo(Lag));
    }

    [Test]
    public async Task Too_many_pending_ones_are_one_clear_that_holds_everything()
    {
        Fail(at: "hold");
        await InvalidateAsync(false, Held);
        await InvalidateAsync(false, [.. Enumerable.Range(0, 1024).Select(number => Invalidation.Key($"{number}"))]);
        Work();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_backend.Held.Single(), Is.EqualTo((InvalidationKind.All, "", (TimeSpan?)Lag)));
    }

    [Test]
    public async Task A_journal_keeps_it()
    {
        Fail(at: "hold");
        await InvalidateAsync(false, Held);
        Assert.That(_journal.Left.Single().FenceFor, Is.EqualTo(Lag));
        Work();

        using var next = NewGuard();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_backend.Held.Select(each => each.Duration), Is.All.EqualTo(Lag));
        Assert.That(_backend.Held, Is.Not.Empty);
    }

    private BackendGuard NewGuard() => new("held", _backend, _time, _logs.CreateLogger("Caching"), _journal);

    private async Task InvalidateAsync(bool isSync, params Invalidation[] invalidations) =>
        _ = isSync ? _sut.Invalidate(invalidations) : await _sut.InvalidateAsync(invalidations, default);

    private void Fail(string at)
    {
        _backend.Script.Failure = new CacheConnectionException("down", "held");
        _backend.Script.FailsAt = operation => operation == at;
    }

    private void Work() => _backend.Script.Failure = null;
}
