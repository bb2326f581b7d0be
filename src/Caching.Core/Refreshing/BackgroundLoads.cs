using System.Collections.Concurrent;

namespace Caching;

/// <summary>The loads of a container that run in the background: one per key, a bounded number, ended with the container.</summary>
/// <remarks>
/// Thread-safe. A load takes its place until its business call has really ended: one that ignores its deadline keeps its
/// key and its place, so that a hanging source is never called more often than the bound says.
/// </remarks>
internal sealed class BackgroundLoads(BackgroundLoadOptions options, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<(CacheRegion Region, string Key), BackgroundRun> _runs = new();
    private int _count;
    private bool _stopped;

    /// <summary>Gets how many run.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Gets tasks that end with the loads that run.</summary>
    public IReadOnlyList<Task> Ends => [.. _runs.Values.Select(run => run.Ended)];

    /// <summary>Takes the place of a load; the run that comes of it has to be started.</summary>
    /// <param name="region">Where the key is.</param>
    /// <param name="key">The key.</param>
    /// <param name="run">The place; where the key is being loaded already, that load.</param>
    /// <remarks>Takes no lock and allocates nothing unless a place is free.</remarks>
    public BackgroundStart TryTake(CacheRegion region, string key, out BackgroundRun? run)
    {
        if (_runs.TryGetValue((region, key), out run))
        {
            return BackgroundStart.Running;
        }

        if (Count >= options.MaxConcurrent)
        {
            return BackgroundStart.Full;
        }

        lock (_gate)
        {
            return Take_NeedsLock(region, key, out run);
        }
    }

    /// <summary>Ends an owner's loads, or all and for good: cancels them, and waits for their ends, but not for ever.</summary>
    public async Task StopAsync(object? owner)
    {
        var ends = Cancel(owner);
        if (ends.Count == 0)
        {
            return;
        }

        using var limit = new CancellationTokenSource(options.ShutdownTimeout, time);
        var all = Task.WhenAll(ends).WaitAsync(limit.Token);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends loads without waiting for them.</summary>
    /// <returns>Tasks that end with them.</returns>
    public IReadOnlyList<Task> Cancel(object? owner)
    {
        lock (_gate)
        {
            // Whoever ends them all a second time has nothing left to wait for.
            if (owner is null && _stopped)
            {
                return [];
            }

            _stopped |= owner is null;
            BackgroundRun[] runs = [.. _runs.Values.Where(run => owner is null || ReferenceEquals(run.Owner, owner))];
            foreach (var run in runs)
            {
                run.Load.IsEnded = true;

                // Its callbacks run elsewhere; a load that has ended isn't among the runs any more.
                _ = run.Load.Deadline.CancelAsync();
            }

            return [.. runs.Select(run => run.Ended)];
        }
    }

    /// <summary>Gives the place of an ended load free.</summary>
    public void Leave(BackgroundRun run)
    {
        lock (_gate)
        {
            _runs.TryRemove((run.Load.Region, run.Load.Key), out _);
            _count--;
            run.Load.Deadline.Dispose();
        }
    }

    private BackgroundStart Take_NeedsLock(CacheRegion region, string key, out BackgroundRun? run)
    {
        if (_runs.TryGetValue((region, key), out run))
        {
            return BackgroundStart.Running;
        }

        if (_stopped || _count >= options.MaxConcurrent)
        {
            return _stopped ? BackgroundStart.Stopped : BackgroundStart.Full;
        }

        var deadline = new CancellationTokenSource(options.Deadline, time);
        run = new BackgroundRun(this, new BackgroundLoad(region, key, deadline));
        _runs[(region, key)] = run;
        _count++;
        return BackgroundStart.Free;
    }
}
