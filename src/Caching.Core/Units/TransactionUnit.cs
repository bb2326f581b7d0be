using System.Collections.Concurrent;
using System.Transactions;

namespace Caching;

/// <summary>The unit of work of a transaction: its work is done once the transaction is committed, or may have been.</summary>
/// <remarks>
/// It listens for the outcome and enlists in nothing, so that it never makes a transaction a distributed one. A call that
/// hits between the database's commit and the outcome still gets the old value.
/// </remarks>
internal sealed class TransactionUnit : UnitOfWork
{
    private static readonly ConcurrentDictionary<Transaction, TransactionUnit> Open = new();

    private TransactionUnit() { }

    /// <summary>Finds the unit of the flow's transaction, or makes it.</summary>
    public static TransactionUnit? Find(bool mayMake)
    {
        if (Transaction.Current is not { } transaction || (Open.IsEmpty && !mayMake))
        {
            return null;
        }

        return Open.TryGetValue(transaction, out var unit) ? unit
            : mayMake && transaction.TransactionInformation.Status == TransactionStatus.Active ? Make(transaction)
            : null;
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
        var isAborted = completed?.TransactionInformation.Status == TransactionStatus.Aborted;
        foreach (var work in isAborted ? [] : Take())
        {
            if (work.Region.IsSynchronous)
            {
                work.Run();
            }
            else
            {
                // Failures are the guard's, which retries; nobody could wait here without blocking.
                _ = work.RunAsync().AsTask();
            }
        }
    }
}
