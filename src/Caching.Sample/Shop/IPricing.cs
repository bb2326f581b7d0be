namespace Caching.Sample.Shop;

/// <summary>A service without any attribute: its policies are in <see cref="ShopModule"/>.</summary>
public interface IPricing
{
    Task<Quote?> QuoteAsync(string sku, int pieces, string trace, CancellationToken cancellationToken);

    decimal Margin(Category category);

    decimal AnnualRate(decimal price, decimal instalment, int months);

    Task<Product> RepriceAsync(string sku, decimal price, CancellationToken cancellationToken);
}
