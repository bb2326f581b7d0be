using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Backends;

/// <summary>With a journal the end of the process loses no invalidation.</summary>
public sealed class InvalidationJournalTests : GuardFixture
{
    private readonly RecordingJournal _journal = new();

    [SetUp]
    public void EmptyTheJournal() => _journal.Clear();

    [Test]
    public async Task What_was_pending_at_a_crash_is_replayed_before_anything_is_read()
    {
        Backend.Inner.Set("k", "old", new() { Tags = ["t"] });
        using var crashed = NewGuard(_journal);
        Fail(Down);
        await crashed.InvalidateAsync([Invalidation.Tag("t"), Invalidation.Pattern("p*")], default);
        Work();

        using var next = NewGuard(_journal);
        Assert.That(next.PendingCount, Is.EqualTo(2));
        Assert.That((await next.GetAsync<string>("k", default)).Answered, Is.False);
        Assert.That(Logs.Named("InvalidationsRecovered").Count(), Is.EqualTo(1));

        Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.That(next.PendingCount, Is.Zero);
        Assert.That((await next.GetAsync<string>("k", default)).Lookup.IsHit, Is.False);
        Assert.That(_journal.Left, Is.Empty);
    }

    [Test]
    public async Task What_landed_leaves_the_journal()
    {
        using var sut = NewGuard(_journal);
        Fail(Down);
        await sut.InvalidateAsync([Invalidation.Key("k"), Invalidation.Tag("t")], default);
        Assert.That(_journal.Left, Has.Count.EqualTo(2));
        Work();

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_journal.Left, Is.Empty);
    }

    [Test]
    public async Task What_works_writes_nothing()
    {
        using var sut = NewGuard(_journal);

        await sut.InvalidateAsync([Invalidation.Key("k"), Invalidation.Tag("t")], default);

        Assert.That(_journal.Appended, Is.Zero);
    }

    [Test]
    public void A_repeat_is_kept_with_its_own_time()
    {
        using var sut = NewGuard(_journal);
        sut.PutOff(Invalidation.Key("k"));
        Time.Advance(TimeSpan.FromMilliseconds(50));
        sut.PutOff(Invalidation.Key("k"));

        Assert.That(_journal.Left.Single().AddedAt, Is.EqualTo(Time.GetUtcNow()));
        Assert.That(_journal.Left.Single().Kind, Is.EqualTo(InvalidationKind.Key));
        Assert.That(_journal.Left.Single().Subject, Is.EqualTo("k"));
    }

    [Test]
    public void An_overflow_leaves_one_clear()
    {
        using var sut = NewGuard(_journal);
        for (var i = 0; i <= 1_024; i++)
        {
            sut.PutOff(Invalidation.Key($"k{i}"));
        }

        Assert.That(_journal.Left.Single().Kind, Is.EqualTo(InvalidationKind.All));
    }

    [Test]
    public async Task A_journal_that_throws_is_logged_once_and_fails_no_call()
    {
        _journal.Failure = new IOException("disk full");
        using var sut = NewGuard(_journal);
        Fail(Down);
        await sut.InvalidateAsync([Invalidation.Key("k"), Invalidation.Tag("t")], default);
        sut.Invalidate([Invalidation.Key("l")]);
        Assert.That(sut.PendingCount, Is.EqualTo(3));
        Work();
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(sut.PendingCount, Is.Zero);
        Assert.That(Logs.Named("InvalidationJournalFailed").Count(), Is.EqualTo(1));
        Assert.That(Logs.Named("InvalidationJournalFailed").Single().Exception, Is.SameAs(_journal.Failure));
    }

    [TestCase(29, 1)]
    [TestCase(31, 0)]
    public void What_is_left_is_as_old_as_it_is(int minutes, int pending)
    {
        Backend.MaxTtl = TimeSpan.FromMinutes(60);
        Leave("k", Time.GetUtcNow() - TimeSpan.FromMinutes(30));
        Fail(Down);
        using var sut = NewGuard(_journal);

        Time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.That(sut.PendingCount, Is.EqualTo(pending));
        Assert.That(_journal.Left, Has.Count.EqualTo(pending));
    }

    [Test]
    public async Task What_is_left_isnt_given_up_for_the_little_that_this_process_stored()
    {
        Leave("k", Time.GetUtcNow());
        using var sut = NewGuard(_journal);
        await sut.SetAsync("l", 1, new() { Ttl = TimeSpan.FromSeconds(1) }, default);
        Fail(Down);

        Time.Advance(TimeSpan.FromDays(1));

        Assert.That(sut.PendingCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_replay_that_is_quicker_than_the_journal_leaves_nothing_behind()
    {
        using var sut = NewGuard(_journal);
        _journal.BeforeAppend = () => Time.Advance(TimeSpan.FromSeconds(1));
        sut.PutOff(Invalidation.Key("first"));
        Assert.That(sut.PendingCount, Is.EqualTo(1));

        // The loop is awake now, so it replays the second one while the journal still writes it.
        sut.PutOff(Invalidation.Key("second"));

        Assert.That(sut.PendingCount, Is.Zero);
        Assert.That(_journal.Left, Is.Empty);
        Assert.That((await sut.GetAsync<int>("k", default)).Answered, Is.True);
    }

    [Test]
    public async Task The_builder_hands_it_to_every_backend()
    {
        Leave("s:k", Time.GetUtcNow());
        Backend.Inner.Set("s:k", "old");
        var builder = new CachingBuilder()
            .Use(Name, _ => Backend)
            .KeyPrefix("s")
            .UseTimeProvider(Time)
            .UseInvalidationJournal(_journal);
        await using var runtime = new CachingRuntime(builder.Freeze());

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(Backend.Inner.Count, Is.Zero);
        Assert.That(_journal.Left, Is.Empty);
    }

    private void Leave(string key, DateTimeOffset addedAt) =>
        _journal.Append(Name, new(Guid.NewGuid(), InvalidationKind.Key, key, addedAt));
}
