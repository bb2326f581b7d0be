using Caching.Core.ModelChecks.Models;
using Caching.Core.ModelChecks.Rewriting;

namespace Caching.Core.ModelChecks;

/// <summary>The checks find what they are for: each line that is taken out of the load table breaks a promise in some schedule.</summary>
[NonParallelizable]
public sealed class SeededBugTests
{
    private static readonly object Receiver = new SeededBug.Receiver();

    private const string Hang = "Deadlock detected";
    private const string Stale = "row 1 was served after row 2 was acknowledged";

    private static readonly TestCaseData[] Bugs =
    [
        // Who shares a load.
        Case<SharedLoadCheck>(
            "Board doesn't look again",
            Without("FlightTable", "Board", "TryGet", false),
            "[23] loads",
            false
        ),
        Case<SharedLoadCheck>(
            "Land closes nothing",
            Without("FlightTable", "Land", "Close_NeedsLock"),
            "never landed",
            true
        ),
        Case<SharedLoadCheck>("Land wakes no thread", Without("Flight`1", "Land", "PulseAll"), Hang, true),
        Case<SharedLoadCheck>("Land wakes no task", Without("Flight`1", "Land", "SetResult"), Hang, false),
        // What becomes of a load that fails or is cancelled.
        Case<LeaderFaultCheck>(
            "A failure isn't shared",
            Without("Landing`1", "Of", "Capture"),
            "loaded again|a joiner its leader's"
        ),
        Case<LeaderFaultCheck>(
            "A failed leader doesn't land",
            Without("AsyncLeads", "LeadAsync", "Land"),
            "never landed|Deadlock"
        ),
        Case<LeaderFaultCheck>(
            "A landed flight stays",
            Without("FlightTable", "Land", "Remove"),
            "after it had landed"
        ),
        Case<LeaderCancelCheck>(
            "A leader's cancellation is a failure",
            Without("Landing`1", "Of", "get_IsCancellationRequested", false),
            "by the leader's token"
        ),
        Case<JoinerCancelCheck>(
            "A joiner's token isn't heard",
            Without("AsyncLoads", "JoinAsync", "WaitAsync", Receiver),
            Hang
        ),
        // What an invalidation, a write and an expiry mean.
        Case<InvalidationCheck>(
            "A key isn't marked",
            Without("MemoryCacheBackend", "Delete", "MarkKey_NeedsLock", 0L),
            Stale,
            "key",
            false
        ),
        Case<InvalidationCheck>(
            "A tag isn't marked",
            Without("InvalidationFence", "MarkTag_NeedsLock", "set_InvalidatedAt"),
            Stale,
            "tag",
            false
        ),
        Case<InvalidationCheck>(
            "A glob isn't kept",
            Without("InvalidationFence", "MarkPattern_NeedsLock", "Add"),
            Stale,
            "pattern",
            true
        ),
        Case<InvalidationCheck>(
            "A clear isn't marked",
            Without("MemoryCacheBackend", "Clear", "MarkAll_NeedsLock"),
            Stale,
            "clear",
            true
        ),
        Case<InvalidationCheck>(
            "Who is fenced stores",
            Without("FlightTable", "Publish", "IsFenced_NeedsLock", false),
            Stale,
            "key",
            true
        ),
        Case<InvalidationCheck>(
            "Who is fenced is joined",
            Without("FlightTable", "Joinable_NeedsLock", "IsFenced_NeedsLock", false),
            Stale,
            "tag",
            false
        ),
        Case<ResultTagsCheck>(
            "Who is fenced shares with all",
            Without("Flight`1", "MayShare", "get_IsFenced", false),
            Stale
        ),
        Case<WriteCheck>(
            "A write isn't marked",
            Without("MemoryCacheBackend", "Set", "MarkKey_NeedsLock", 0L),
            "what was written|" + Stale
        ),
        Case<ExpiryCheck>("Nothing expires", Without("EntryMeta", "Of", "After", long.MaxValue), Stale),
        Case<ExpiryCheck>("A landed flight stays", Without("FlightTable", "Land", "Remove"), Stale),
        // Who waits for whom.
        Case<CycleCheck>(
            "The graph isn't followed",
            SeededBug.WithoutBody("LoadGraph", "IsWaitedForBy_NeedsLock"),
            Hang,
            2,
            false
        ),
        Case<CycleCheck>("Nobody is noted as waiting", Without("LoadGraph", "TryWaitFor", "Add"), Hang, 3, false),
        Case<MixedCallersCheck>(
            "A thread waits for a task",
            SeededBug.WithConstant("FlightTable", "FindJoinable_NeedsLock", "isSync", false),
            Hang
        ),
    ];

    [TestCaseSource(nameof(Bugs))]
    public void Its_check_finds(SeededBug bug, Type check, string found, object[] arguments)
    {
        using var assemblies = LibraryCopy.Control(bug);

        var (what, schedules) = ModelChecker.Explore(check, assemblies, arguments);

        TestContext.Out.WriteLine($"found in schedule {schedules}: {what}");
        Assert.That(what, Does.Match(found));
    }

    private static SeededBug Without(string type, string method, string callee, object? result = null) =>
        SeededBug.WithoutCall(type, method, callee, result);

    private static TestCaseData Case<TCheck>(string name, SeededBug bug, string found, params object[] arguments)
        where TCheck : IModelCheck =>
        new TestCaseData(bug, typeof(TCheck), found, arguments).SetArgDisplayNames(name, typeof(TCheck).Name);
}
