namespace Caching.Benchmarks;

/// <summary>The service itself; it costs nothing, so that a row shows the caching and nothing else.</summary>
public sealed class Quotes : IQuotes
{
    private static readonly Quote Only = new(7, 9.99m);
    private static readonly Task<Quote> OnlyTask = Task.FromResult(Only);

    public Quote Latest(int product) => Only;

    public Quote Find(int product, string currency, bool live) => Only;

    public Task<Quote> LatestAsync(int product) => OnlyTask;
}
