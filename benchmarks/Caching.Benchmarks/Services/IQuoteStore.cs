namespace Caching.Benchmarks.Services;

/// <summary>Quotes that differ.</summary>
public interface IQuoteStore
{
    Quote Get(int product);

    Task<Quote> GetAsync(int product);
}
