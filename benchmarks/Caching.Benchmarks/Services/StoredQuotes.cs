namespace Caching.Benchmarks.Services;

/// <summary>Distinct quotes that exist before they are asked for, so that a cache's own memory is all that is added.</summary>
public sealed class StoredQuotes(int count) : IQuoteStore
{
    private readonly Quote[] _quotes = [.. Enumerable.Range(0, count).Select(product => new Quote(product, product))];

    public int Count => _quotes.Length;

    public Quote Get(int product) => _quotes[product];

    public Task<Quote> GetAsync(int product) => Task.FromResult(_quotes[product]);
}
