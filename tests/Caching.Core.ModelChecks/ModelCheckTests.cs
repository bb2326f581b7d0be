using Caching.Core.ModelChecks.Models;
using Caching.Core.ModelChecks.Rewriting;

namespace Caching.Core.ModelChecks;

/// <summary>The load table keeps its promises in each of a thousand orders of its steps.</summary>
[NonParallelizable]
public sealed class ModelCheckTests
{
    private LibraryCopy _assemblies = null!;

    [OneTimeSetUp]
    public void Rewrite() => _assemblies = LibraryCopy.Control(bug: null);

    [OneTimeTearDown]
    public void End() => _assemblies.Dispose();

    [Test]
    public void Callers_of_a_key_share_one_load([Values] bool isSync) => Check<SharedLoadCheck>(isSync);

    [Test]
    public void Joiners_get_the_exception_of_the_load_that_failed() => Check<LeaderFaultCheck>();

    [Test]
    public void When_the_leader_is_cancelled_another_leads() => Check<LeaderCancelCheck>();

    [Test]
    public void A_joiner_that_is_cancelled_is_freed_and_the_load_goes_on() => Check<JoinerCancelCheck>();

    [TestCase("key", false)]
    [TestCase("tag", false)]
    [TestCase("pattern", false)]
    [TestCase("clear", false)]
    [TestCase("key", true)]
    [TestCase("tag", true)]
    public void An_invalidation_at_any_step_is_final(string way, bool isSync) => Check<InvalidationCheck>(way, isSync);

    [Test]
    public void An_invalidation_of_a_tag_that_only_the_result_tells_is_final() => Check<ResultTagsCheck>();

    [Test]
    public void A_write_at_any_step_stays() => Check<WriteCheck>();

    [Test]
    public void An_entry_may_expire_at_any_step() => Check<ExpiryCheck>();

    [TestCase(2, false)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    public void Loads_that_need_each_other_end(int flows, bool isSync) => Check<CycleCheck>(flows, isSync);

    [Test]
    public void Synchronous_callers_dont_wait_for_an_asynchronous_load() => Check<MixedCallersCheck>();

    private void Check<TCheck>(params object[] arguments)
        where TCheck : IModelCheck
    {
        var (found, schedules) = ModelChecker.Explore(typeof(TCheck), _assemblies, arguments);

        Assert.That(found, Is.Null);
        Assert.That(schedules, Is.EqualTo(ModelChecker.Schedules));
    }
}
