using System.Collections.Concurrent;
using System.Transactions;

namespace Caching;

/// <summary>The unit of work of a transaction: its work is done once the transaction is committed; in doubt, it invalidates.</summary>
/// <remarks>
/// It listens for the outcome and enlists in nothing, so that it never makes a transaction a distributed one. A call that
/// hits between the database's commit and the outcome still gets the old value.
/// </remarks>
internal sealed class TransactionUnit : UnitOfWork
{
    private static readonly ConcurrentDictionary<Transaction, TransactionUnit> Open = new();

    private TransactionUnit() { }

    /// <summary>Gets whether the flow is inside of a transaction.</summary>
    public static bool IsInside => !TryGetCurrent(out var transaction) || transaction is not null;

    /// <summary>Whether the flow's transaction has work that waits in a region, or in any.</summary>
    public static bool Holds(CacheRegion? region) =>
        !Open.IsEmpty
        && (
            !TryGetCurrent(out var transaction)
            || (transaction is not null && Open.TryGetValue(transaction, out var unit) && unit.Has(region))
        );

    /// <summary>Finds the unit of the flow's transaction, or makes it; <see langword="null"/> when there is none to wait for.</summary>
    public static TransactionUnit? FindOrMake() =>
        !TryGetCurrent(out var transaction) || transaction is null ? null
        : Open.TryGetValue(transaction, out var unit) ? unit
        : transaction.TransactionInformation.Status == TransactionStatus.Active ? Make(transaction)
        : null;

    // Between the completion of a scope and its end nobody may ask for its transaction.
    private static bool TryGetCurrent(out Transaction? transaction)
    {
        try
        {
            transaction = Transaction.Current;
            return true;
        }
        catch (InvalidOperationException)
        {
            transaction = null;
            return false;
        }
    }

    private static TransactionUnit Make(Transaction transaction)
    {
        // A copy of its own: the scope disposes the ambient one.
        var own = transaction.Clone();
        var fresh = new TransactionUnit();
        var unit = Open.GetOrAdd(own, fresh);
        if (ReferenceEquals(unit, fresh))
        {
            CallModes.Open();
            own.TransactionCompleted += (_, completed) => fresh.End(own, completed.Transaction);
        }

        return unit;
    }

    private void End(Transaction own, Transaction? completed)
    {
        Open.TryRemove(own, out _);
        CallModes.Close();
        foreach (var work in Take(completed?.TransactionInformation.Status))
        {
            work.Start();
        }
    }

    private IEnumerable<DeferredWork> Take(TransactionStatus? outcome) =>
        outcome switch
        {
            TransactionStatus.Committed => Take(),
            TransactionStatus.Aborted => [],
            _ => Take().Select(work => work.InDoubt()),
        };
}
