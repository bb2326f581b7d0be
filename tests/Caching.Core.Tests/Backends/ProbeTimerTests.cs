using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.Tests.Backends;

public sealed class ProbeTimerTests
{
    private readonly FakeTimeProvider _time = new();
    private int _rounds;
    private bool _isNeeded;

    [SetUp]
    public void Begin() => (_rounds, _isNeeded) = (0, true);

    [Test]
    public void It_sleeps_until_it_is_woken_and_again_when_it_isnt_needed()
    {
        using var sut = NewTimer();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(_rounds, Is.Zero);

        sut.Wake();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.That(_rounds, Is.EqualTo(2));

        _isNeeded = false;
        _time.Advance(TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(_rounds, Is.EqualTo(3));
    }

    [Test]
    public void A_round_that_throws_isnt_the_last_one()
    {
        using var sut = NewTimer(new InvalidOperationException("a logger's"));
        sut.Wake();

        _time.Advance(TimeSpan.FromMilliseconds(100));
        _time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.That(_rounds, Is.EqualTo(2));
    }

    private ProbeTimer NewTimer(Exception? failure = null) =>
        new(
            _ =>
            {
                _rounds++;
                return failure is null ? default : ValueTask.FromException(failure);
            },
            () => _isNeeded,
            _time
        );
}
