namespace Caching.TestKit.Recording;

/// <summary>Counts what calls allocate on the current thread.</summary>
/// <remarks>
/// The least of several rounds: a collection in the middle of one takes the rest of the thread's buffer off, which counts
/// as allocated, while what a call really allocates is there in every round.
/// </remarks>
public static class Allocations
{
    private const int Rounds = 5;

    /// <summary>Returns the bytes that a number of calls allocate, once they are warm.</summary>
    public static long Of(Action call, int calls)
    {
        Repeat(call, calls);
        return Enumerable.Range(0, Rounds).Min(_ => Measure(call, calls));
    }

    private static long Measure(Action call, int calls)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(call, calls);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Repeat(Action call, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            call();
        }
    }
}
