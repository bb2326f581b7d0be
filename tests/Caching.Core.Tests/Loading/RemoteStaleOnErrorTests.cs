using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Loading;

/// <summary>Last values in backends that take their time and that other processes change.</summary>
[TestFixture(BackendKind.Asynchronous)]
[TestFixture(BackendKind.Atomic)]
[TestFixture(BackendKind.Synchronous)]
[TestFixture(BackendKind.Fenced)]
public sealed class RemoteStaleOnErrorTests(BackendKind kind) : FailSafeFixture(kind)
{
    [TestCaseSource(nameof(Invalidations))]
    public async Task A_value_that_another_process_invalidates_during_the_failing_load_is_no_last_value(string by)
    {
        await StoreStaleAsync();
        var gate = new Gate();
        var failing = GetAsync("k", FailingAt(gate), Rules);
        await gate.Reached;

        await InvalidateAsync(by, elsewhere: true);
        gate.Open();

        Assert.That(await OutcomeAsync(failing), Is.EqualTo(by == "write" ? "written" : "down"));
    }

    [Test]
    public async Task Nobody_joins_while_the_last_value_is_looked_up()
    {
        await StoreStaleAsync();
        var gate = new Gate();
        var leader = GetAsync("k", FailingAt(gate), Rules);
        await gate.Reached;
        var last = Script.HoldAfter(LookUp);
        gate.Open();
        await last.Reached;

        // Another process invalidates what was read, before it has been served.
        await ((ScriptedBackend)Backend).Inner.DeleteAsync("k");
        var after = GetAsync("k", () => "new", Rules);
        last.Open();

        Assert.That(await leader.InTime(), Is.EqualTo("last"));
        Assert.That(await after.InTime(), Is.EqualTo("new"));
    }

    [Test]
    public async Task A_backend_without_an_answer_has_no_last_value()
    {
        await StoreStaleAsync();
        var gate = new Gate();
        var leader = GetAsync("k", FailingAt(gate), Rules);
        await gate.Reached;

        Script.Failure = new CacheConnectionException("gone", "tested");
        gate.Open();

        Assert.That(await OutcomeAsync(leader), Is.EqualTo("down"));
    }
}
