using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>A connection of the application's own, which it disposes itself.</summary>
internal sealed class BorrowedMultiplexer(IConnectionMultiplexer multiplexer) : IMultiplexerSource
{
    public bool KeepsBudget => false;

    public string EndPoints => string.Join(", ", multiplexer.GetEndPoints().Select(EndPointText.Of));

    public Task<IConnectionMultiplexer> ConnectAsync() => Task.FromResult(multiplexer);

    public ValueTask ReleaseAsync(IConnectionMultiplexer multiplexer) => default;
}
