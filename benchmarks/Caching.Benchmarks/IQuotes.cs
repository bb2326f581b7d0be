namespace Caching.Benchmarks;

public sealed record Quote(int Product, decimal Price);

public interface IQuotes
{
    Quote Latest(int product);

    Quote Find(int product, string currency, bool live);

    Task<Quote> LatestAsync(int product);
}
