namespace Caching.Benchmarks.Services;

/// <summary>The calls that every contender answers: one argument and three, in the three ways to return.</summary>
public interface IQuotes
{
    Quote Latest(int product);

    Quote Find(int product, string currency, bool live);

    Task<Quote> LatestAsync(int product);

    Task<Quote> FindAsync(int product, string currency, bool live);

    ValueTask<Quote> LatestValueAsync(int product);

    ValueTask<Quote> FindValueAsync(int product, string currency, bool live);
}
