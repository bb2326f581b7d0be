using Caching.Core.ModelChecks.Histories;
using Caching.Core.ModelChecks.Rewriting;
using CsCheck;

namespace Caching.Core.ModelChecks;

/// <summary>
/// Random programs on real threads against one key: get, set, load, invalidate by key, tag, pattern and clear, expire. Each
/// history has an order in which a sequential cache would have answered the same.
/// </summary>
[NonParallelizable]
public sealed class HistoryTests
{
    private static readonly Gen<int[][]> Programs = Gen.Int[0, CacheHistory.Kinds - 1].Array[1, 4].Array[2, 4];

    [Test]
    public async Task Each_history_has_a_sequential_explanation() =>
        await Programs.SampleAsync(
            program => CheckAsync(CacheHistory.FindFlawAsync, program),
            iter: 20_000,
            threads: 1
        );

    private static readonly TestCaseData[] Bugs =
    [
        Case("Who is fenced stores", SeededBug.WithoutCall("FlightTable", "Publish", "IsFenced_NeedsLock", false)),
        Case("A key isn't marked", SeededBug.WithoutCall("MemoryCacheBackend", "Delete", "MarkKey_NeedsLock", 0L)),
        Case("A landed flight stays", SeededBug.WithoutCall("FlightTable", "Land", "Remove")),
        Case("Nothing expires", SeededBug.WithoutCall("EntryMeta", "Of", "After", long.MaxValue)),
    ];

    [TestCaseSource(nameof(Bugs))]
    public async Task A_seeded_bug_has_a_history_without_one(SeededBug bug)
    {
        using var assemblies = LibraryCopy.Seed(bug);
        var findFlawAsync = assemblies.Twin<Func<int[][], Task<string?>>>(CacheHistory.FindFlawAsync);

        var found = await Assert.CatchAsync(() =>
            Programs.SampleAsync(program => CheckAsync(findFlawAsync, program), iter: 20_000, threads: 1)
        );

        TestContext.Out.WriteLine(found!.Message);
    }

    private static async Task CheckAsync(Func<int[][], Task<string?>> findFlawAsync, int[][] program)
    {
        if (await findFlawAsync(program) is { } history)
        {
            throw new AssertionException($"No order explains this history:{Environment.NewLine}{history}");
        }
    }

    private static TestCaseData Case(string name, SeededBug bug) => new TestCaseData(bug).SetArgDisplayNames(name);
}
