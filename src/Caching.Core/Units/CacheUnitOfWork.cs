namespace Caching;

/// <summary>
/// Invalidations and writes that wait for their commit: <c>await using var unit = cache.Defer(); ... await unit.CommitAsync();</c>.
/// </summary>
/// <remarks>
/// <para>Made by <see cref="ICacheService.Defer"/>; for work that has no <see cref="System.Transactions.Transaction"/>.</para>
/// <para>
/// Until it ends, calls of its flow may hit but neither publish nor share what they load, and their invalidations and
/// explicit writes wait, those of policies too; what says how many keys were removed says 0 then. After the first of
/// them, reads in the same backend make their business calls. Counters count at once. Times to live count from the commit.
/// </para>
/// <para>
/// It flows with <see langword="async"/>. An inner unit's work goes to the outer one when the inner is committed. Ended
/// without a commit, nothing of it happens. Thread-safe.
/// </para>
/// </remarks>
public sealed class CacheUnitOfWork : IAsyncDisposable, IDisposable
{
    private readonly DeferredUnit _unit = new();

    internal CacheUnitOfWork() { }

    /// <summary>Ends the unit and does what has waited, in its order. A second call does nothing.</summary>
    /// <returns>A task that ends when everything is done; a backend's failure is retried in the background.</returns>
    public ValueTask CommitAsync() => RunAsync(_unit.End());

    /// <summary>Ends the unit and does what has waited, in its order; in a backend that is asynchronous only it is begun.</summary>
    public void Commit()
    {
        foreach (var work in _unit.End())
        {
            work.Start();
        }
    }

    /// <summary>Ends the unit; what wasn't committed doesn't happen.</summary>
    public void Dispose() => _unit.End();

    /// <inheritdoc cref="Dispose"/>
    /// <returns>A task that is over.</returns>
    public ValueTask DisposeAsync()
    {
        _unit.End();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask RunAsync(IReadOnlyList<DeferredWork> work)
    {
        foreach (var one in work)
        {
            await one.RunAsync().ConfigureAwait(false);
        }
    }
}
