namespace Caching;

/// <summary>Makes a business call that may take so long and no longer.</summary>
internal static class TimedLoad
{
    /// <summary>Calls with a token that is linked to the caller's; when the time is up it is cancelled and the call left alone.</summary>
    /// <exception cref="CacheLoadTimeoutException">Thrown when the time is up.</exception>
    public static async Task<T> InvokeAsync<T, TTarget>(LoadRequest<T> request, FailSafe failSafe, TTarget target)
        where TTarget : IAsyncTarget<T>
    {
        // Not disposed: an abandoned call may use its token as long as it runs. There is nothing in it to be freed.
        var source = new CancellationTokenSource();
        using var link = request.Token.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(),
            source
        );
        var call = target.InvokeAsync(source.Token);
        await ((Task)call)
            .WaitAsync(failSafe.HardTimeout, failSafe.Time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (call.IsCompleted)
        {
            return await call.ConfigureAwait(false);
        }

        Forget(call);
        Forget(source.CancelAsync());
        throw new CacheLoadTimeoutException(
            $"The load of \"{request.Key}\" took longer than {failSafe.HardTimeout:c}, its hard timeout; it was abandoned. "
                + "Raise the timeout, make the load faster, or let StaleOnError serve the last value.",
            request.Key,
            failSafe.HardTimeout
        );
    }

    // What a call fails with that nobody waits for is seen here.
    private static void Forget(Task left) =>
        _ = left.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
}
