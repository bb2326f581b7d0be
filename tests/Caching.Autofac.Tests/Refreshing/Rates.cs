namespace Caching.Registration.Tests.Refreshing;

/// <summary>Does what the test's <see cref="RatesScript"/> says, and notes which instance did it and whether it lived.</summary>
public sealed class Rates(RatesScript script) : IRates, IDisposable
{
    private bool _disposed;

    public async Task<string> OfAsync(string currency, CancellationToken cancellationToken)
    {
        var result = await script.CallAsync(this, currency, cancellationToken);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return result;
    }

    public async ValueTask<string> LatestAsync(int id) => await script.CallAsync(this, $"{id}", default);

    public string Of(int id) => script.Call(this, $"{id}");

    public void Dispose() => _disposed = true;

    public bool IsDisposed => _disposed;
}
