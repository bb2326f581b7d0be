namespace Caching;

/// <summary>Passes on how far a call is, until the call is over: what is retried later concerns nobody who still listens.</summary>
internal sealed class CallProgress(IProgress<long> listener) : IProgress<long>, IDisposable
{
    private IProgress<long>? _listener = listener;

    public void Report(long value) => Volatile.Read(ref _listener)?.Report(value);

    public void Dispose() => Volatile.Write(ref _listener, null);
}
