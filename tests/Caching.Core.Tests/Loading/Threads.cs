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
        var blocked = SpinWait.SpinUntil(
            () => Volatile.Read(ref thread) is { } known && known.ThreadState.HasFlag(ThreadState.WaitSleepJoin),
            TimeSpan.FromSeconds(20)
        );
        Assert.That(blocked, Is.True, "the thread should wait");
        return running;
    }
}
