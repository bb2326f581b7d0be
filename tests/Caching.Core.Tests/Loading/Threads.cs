namespace Caching.Core.Tests.Loading;

/// <summary>Threads of a test's own, so that blocking them costs the pool nothing.</summary>
internal static class Threads
{
    public static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, default, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Returns once the thread stands still: what it calls has it waiting then.</summary>
    public static Task<T> RunUntilBlocked<T>(Func<T> work)
    {
        Thread? thread = null;
        var running = Run(() =>
        {
            Volatile.Write(ref thread, Thread.CurrentThread);
            return work();
        });
        var seen = 0;
        var blocked = SpinWait.SpinUntil(
            () =>
            {
                // Many times in a row: a thread also stands still for a moment when it is compiled or starts.
                seen = IsWaiting(Volatile.Read(ref thread)) ? seen + 1 : 0;
                return seen > 50 || running.IsCompleted;
            },
            TimeSpan.FromSeconds(20)
        );
        Assert.That(blocked && !running.IsCompleted, Is.True, "the thread should wait");
        return running;
    }

    private static bool IsWaiting(Thread? thread) =>
        thread is not null && thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin);
}
