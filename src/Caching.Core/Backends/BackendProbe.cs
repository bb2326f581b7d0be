namespace Caching;

/// <summary>One round of finding out whether a backend works again: the only way in which its open sides are closed.</summary>
internal sealed class BackendProbe(BackendCalls calls, BackendHealth health, PendingInvalidations pending)
{
    private const string Key = "caching:probe";
    private static readonly CacheEntryOptions Brief = new() { Ttl = TimeSpan.FromSeconds(1) };

    public bool IsNeeded() => health.IsAnyOpen || !pending.IsEmpty;

    /// <summary>Replays what is pending, then asks the open sides; a backend that can't be reached is asked once.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var mayGoOn = await ReplayAsync(cancellationToken).ConfigureAwait(false);
        if (mayGoOn)
        {
            mayGoOn = await AskAsync(
                    BackendOperation.ProbeRead,
                    static async (backend, _, token) => await backend.ExistsAsync(Key, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        if (mayGoOn)
        {
            await AskAsync(
                    BackendOperation.ProbeWrite,
                    static async (backend, _, token) =>
                        await backend.SetAsync(Key, 1, Brief, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    // The replay is the probe of the invalidations' side; where nothing is pending, a key that nobody reads stands in.
    private async ValueTask<bool> ReplayAsync(CancellationToken cancellationToken)
    {
        var due = pending.TakeDue();
        if (due.Count == 0)
        {
            return await AskAsync(
                    BackendOperation.ProbeInvalidation,
                    static async (backend, _, token) => await backend.DeleteAsync(Key, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        foreach (var step in InvalidationStep.Of([.. due.Values.Select(each => each.What)], keysTogether: true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = await calls
                .TryAsync(
                    BackendOperation.Replay,
                    step,
                    static async (backend, what, token) => await what.RunAsync(backend, token).ConfigureAwait(false),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (failure is not null)
            {
                return !BackendFailures.IsUnreachable(failure);
            }

            pending.Landed(step.Parts.Select(part => due[part]));
        }

        health.Close(BackendOperationKinds.Invalidation);
        return true;
    }

    private async ValueTask<bool> AskAsync(
        BackendOperation probe,
        Func<ICacheBackend, bool, CancellationToken, ValueTask> call,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!health.IsOpen(probe.Kind))
        {
            return true;
        }

        var failure = await calls.TryAsync(probe, false, call, cancellationToken).ConfigureAwait(false);
        if (failure is null)
        {
            health.Close(probe.Kind);
        }

        return failure is null || !BackendFailures.IsUnreachable(failure);
    }
}
