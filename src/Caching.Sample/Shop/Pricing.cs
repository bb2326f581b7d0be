using Caching.Sample.Database;

namespace Caching.Sample.Shop;

internal sealed class Pricing(CatalogueDatabase database) : IPricing
{
    public async Task<Quote?> QuoteAsync(string sku, int pieces, string trace, CancellationToken cancellationToken)
    {
        var prices = await database.QueryAsync(
            "SELECT price FROM product WHERE sku = $sku",
            row => row.GetDecimal(0) / 100,
            cancellationToken,
            ("$sku", sku)
        );
        var discount = Math.Min(pieces / 10, 5) * 0.02m;
        return prices is [var price] ? new Quote(sku, pieces, decimal.Round(price * pieces * (1 - discount), 2)) : null;
    }

    // Synchronous on purpose: a policy doesn't care which of the two a method is.
    public decimal Margin(Category category) =>
        database
            .Query(
                "SELECT coalesce(1.0 - sum(cost) * 1.0 / sum(price), 0) FROM product WHERE category = $category",
                row => decimal.Round((decimal)row.GetDouble(0), 4),
                ("$category", (int)category)
            )
            .Single();

    /// <summary>Finds the yearly interest rate, in percent, of paying <paramref name="price"/> in instalments.</summary>
    public decimal AnnualRate(decimal price, decimal instalment, int months)
    {
        var (low, high) = (0m, 1m);
        while (high - low > 1e-20m)
        {
            var monthly = (low + high) / 2;
            (low, high) = PresentValue(instalment, months, monthly) > price ? (monthly, high) : (low, monthly);
        }

        return decimal.Round(low * 12 * 100, 2);
    }

    public async Task<Product> RepriceAsync(string sku, decimal price, CancellationToken cancellationToken)
    {
        var changed = await database.QueryAsync(
            "UPDATE product SET price = $cents WHERE sku = $sku RETURNING id, name, category",
            row => new Product(row.GetInt32(0), sku, row.GetString(1), (Category)row.GetInt32(2), price),
            cancellationToken,
            ("$cents", (long)(price * 100)),
            ("$sku", sku)
        );
        return changed.SingleOrDefault() ?? throw new ArgumentException($"There is no product {sku}.", nameof(sku));
    }

    private static decimal PresentValue(decimal instalment, int months, decimal monthly)
    {
        var (value, discount) = (0m, 1m);
        for (var month = 0; month < months; month++)
        {
            discount /= 1 + monthly;
            value += instalment * discount;
        }

        return value;
    }
}
