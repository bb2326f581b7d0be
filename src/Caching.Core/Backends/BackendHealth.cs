using Microsoft.Extensions.Logging;

namespace Caching;

/// <summary>Counts the operations on a backend, and writes one log line when it begins to fail and one when it works again.</summary>
/// <remarks>
/// Thread-safe. It works again when every kind of operation that failed has succeeded: a backend that answers but can't
/// store would write a line per call otherwise.
/// </remarks>
internal sealed class BackendHealth(string backend, TimeProvider time, ILogger logger)
{
    private int _failing;

    public void Succeeded(BackendOperation operation, long begun)
    {
        Count(operation, begun, "ok");
        var kind = (int)operation.Kind;
        if ((_failing & kind) != 0 && Interlocked.And(ref _failing, ~kind) == kind)
        {
            logger.BackendWorksAgain(backend);
        }
    }

    public void Failed(BackendOperation operation, long begun, Exception failure)
    {
        Count(operation, begun, "failed");
        if (Interlocked.Or(ref _failing, (int)operation.Kind) == 0)
        {
            logger.BackendFails(backend, operation.Name, failure);
        }
    }

    private void Count(BackendOperation operation, long begun, string outcome)
    {
        if (CachingMeter.Operations.Enabled || CachingMeter.OperationDuration.Enabled)
        {
            KeyValuePair<string, object?> name = new("operation", operation.Name);
            KeyValuePair<string, object?> where = new("backend", backend);
            CachingMeter.Operations.Add(1, where, name, new KeyValuePair<string, object?>("outcome", outcome));
            CachingMeter.OperationDuration.Record(time.GetElapsedTime(begun).TotalSeconds, where, name);
        }
    }
}
