using System.Transactions;
using Caching.Core.Tests.Service;
using Caching.TestKit.Doubles;

namespace Caching.Core.Tests.Units;

/// <summary>Transactions that nobody knows the outcome of.</summary>
public sealed class DoubtTests : ServiceFixture
{
    [TestCase("delete")]
    [TestCase("write")]
    public async Task What_waited_is_invalidated_and_what_was_to_be_written_isnt(string work)
    {
        await Sut.SetAsync("k", "old");

        await EndInDoubtAsync(() => work == "delete" ? Sut.DeleteAsync("k") : Sut.SetAsync("k", "in doubt"));

        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.False);
        Assert.That(CallModes.AllowHits, Is.True);
    }

    [Test]
    public async Task For_a_minute_nothing_is_stored_that_a_load_may_have_read_too_early()
    {
        await EndInDoubtAsync(() => Sut.DeleteAsync("k"));

        await Sut.GetOrCreateAsync("k", static _ => Task.FromResult("either"));
        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.False);

        Time.Advance(TimeSpan.FromSeconds(59));
        var gate = new Gate();
        var load = Sut.GetOrCreateAsync(
            "k",
            async _ =>
            {
                await gate.PassAsync();
                return "either";
            }
        );
        await gate.Reached;
        Time.Advance(TimeSpan.FromSeconds(1));
        gate.Open();
        await load.InTime();
        Assert.That((await Sut.GetAsync<string>("k")).IsHit, Is.False, "it is invalidated again after that");

        await Sut.GetOrCreateAsync("k", static _ => Task.FromResult("settled"));
        Assert.That(await Sut.GetOrDefaultAsync("k", ""), Is.EqualTo("settled"));
    }

    private static async Task EndInDoubtAsync(Func<ValueTask<bool>> work)
    {
        using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        Transaction.Current!.EnlistDurable(Guid.NewGuid(), new DoubtfulResource(), EnlistmentOptions.None);
        await work();
        transaction.Complete();
        Assert.That(() => transaction.Dispose(), Throws.InstanceOf<TransactionInDoubtException>());
    }

    private sealed class DoubtfulResource : ISinglePhaseNotification
    {
        public void SinglePhaseCommit(SinglePhaseEnlistment singlePhaseEnlistment) => singlePhaseEnlistment.InDoubt();

        public void Commit(Enlistment enlistment) => enlistment.Done();

        public void InDoubt(Enlistment enlistment) => enlistment.Done();

        public void Prepare(PreparingEnlistment preparingEnlistment) => preparingEnlistment.Prepared();

        public void Rollback(Enlistment enlistment) => enlistment.Done();
    }
}
