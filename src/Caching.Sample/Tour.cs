using Caching.Sample.Database;
using Caching.Sample.Reporting;
using Caching.Sample.Shop;

namespace Caching.Sample;

/// <summary>Calls the shop as any program would, and shows what the cache makes of it.</summary>
internal sealed class Tour(
    ICatalogue catalogue,
    IPricing pricing,
    CatalogueDatabase database,
    CallLog calls,
    Terminal terminal,
    TimeProvider time
)
{
    private const int Crowd = 200;

    // Each of these really queries: enough to see the queue, not so many that the tour gets long.
    private const int UncachedCrowd = 50;
    private const int Visits = 5_000;
    private const int UncachedVisits = 200;
    private const int Shelf = 60;
    private static readonly ProductRow Mug = ProductRow.Of(31_985);
    private static readonly ProductRow Harp = ProductRow.Of(77_099);

    public async Task RunAsync(bool isCached, CancellationToken token)
    {
        await CachedAsync(token);
        await InvalidateAsync(token);
        await CacheAsideAsync(token);
        Memoize();
        await FluentAsync(token);
        await StampedeAsync(token);
        await OrdinaryTrafficAsync(isCached ? Visits : UncachedVisits, token);
    }

    private async Task CachedAsync(CancellationToken token)
    {
        terminal.Heading("[Cached]: the first call queries, the next ones don't");
        await calls.ShowAsync(() => catalogue.FindAsync(Mug.Sku, token), Name);
        await calls.ShowAsync(() => catalogue.FindAsync(Mug.Sku, token), Name);
        await calls.ShowAsync(() => catalogue.FindAsync(Harp.Sku, token), Name);
        await calls.ShowAsync(() => catalogue.SearchAsync("enamel mug", token), Cheapest);
        await calls.ShowAsync(() => catalogue.SearchAsync("enamel mug", token), Cheapest);
    }

    private async Task InvalidateAsync(CancellationToken token)
    {
        terminal.Heading("[InvalidateCache]: a rename is followed by the fresh value; what it doesn't touch stays");
        await calls.ShowAsync(() => catalogue.RenameAsync(Mug.Sku, "Everyday mug", token));
        await calls.ShowAsync(() => catalogue.FindAsync(Mug.Sku, token), Name);
        await calls.ShowAsync(() => catalogue.FindAsync(Mug.Sku, token), Name);
        await calls.ShowAsync(() => catalogue.SearchAsync("enamel mug", token), Cheapest);
        await calls.ShowAsync(() => catalogue.FindAsync(Harp.Sku, token), Name);
        await calls.ShowAsync(() => catalogue.RenameAsync(Mug.Sku, Mug.Name, token));
        await calls.ShowAsync(() => catalogue.FindAsync(Mug.Sku, token), Name);
    }

    private async Task CacheAsideAsync(CancellationToken token)
    {
        terminal.Heading("[CacheAside]: the same under a key of your own, category:{category}");
        await calls.ShowAsync(() => catalogue.FiguresAsync(Category.Music, token), Average);
        await calls.ShowAsync(() => catalogue.FiguresAsync(Category.Music, token), Average);
    }

    private void Memoize()
    {
        terminal.Heading("[Memoize] and .Memoize(...): pure functions, remembered in this process");
        calls.Show(() => catalogue.Slug("Crème brûlée torch, 2nd edition"), slug => slug);
        calls.Show(() => catalogue.Slug("Crème brûlée torch, 2nd edition"), slug => slug);
        calls.Show(() => pricing.AnnualRate(1200, 54.50m, 24), Percent);
        calls.Show(() => pricing.AnnualRate(1200, 54.50m, 24), Percent);
    }

    private async Task FluentAsync(CancellationToken token)
    {
        terminal.Heading(
            "Fluent, no attribute anywhere: trace is no part of the key, a new price reaches all it changes"
        );
        await calls.ShowAsync(() => pricing.QuoteAsync(Harp.Sku, 3, "first", token), Total);
        await calls.ShowAsync(() => pricing.QuoteAsync(Harp.Sku, 3, "second", token), Total);
        calls.Show(() => pricing.Margin(Category.Music), margin => $"{margin:P2}");
        calls.Show(() => pricing.Margin(Category.Music), margin => $"{margin:P2}");
        await calls.ShowAsync(() => pricing.RepriceAsync(Harp.Sku, 9999, token), Price);
        await calls.ShowAsync(() => pricing.QuoteAsync(Harp.Sku, 3, "third", token), Total);
        calls.Show(() => pricing.Margin(Category.Music), margin => $"{margin:P2}");
        await calls.ShowAsync(() => catalogue.FindAsync(Harp.Sku, token), Price);
        await calls.ShowAsync(() => catalogue.FiguresAsync(Category.Music, token), Average);
        await calls.ShowAsync(() => pricing.RepriceAsync(Harp.Sku, Harp.Price / 100m, token), Price);
    }

    private async Task StampedeAsync(CancellationToken token)
    {
        terminal.Heading(
            $"A stampede: many want one cold search at once; {UncachedCrowd} past the cache, {Crowd} through it"
        );
        await CrowdAsync(UncachedCrowd, new SqliteCatalogue(database), new CallLog(terminal, time), token);
        await CrowdAsync(Crowd, catalogue, calls, token);
    }

    private async Task CrowdAsync(int callers, ICatalogue catalogue, CallLog calls, CancellationToken token)
    {
        var start = time.GetTimestamp();
        var crowd = new Task<Call>[callers];
        for (var caller = 0; caller < callers; caller++)
        {
            crowd[caller] = calls.MeasureAsync(() => catalogue.SearchAsync("copper tent", token));
        }

        var measured = await Task.WhenAll(crowd);
        var elapsed = time.GetElapsedTime(start);
        calls.Print(measured[0], "the first caller");
        calls.Print(measured[1..].MaxBy(call => call.Elapsed)!, "the slowest of the others");
        calls.PrintTotal($"all {callers} of them", measured, elapsed);
    }

    private async Task OrdinaryTrafficAsync(int visits, CancellationToken token)
    {
        terminal.Heading($"Ordinary traffic: {visits:N0} visits to {Shelf} products, and a rename now and then");
        var traffic = new List<Call>();
        var start = time.GetTimestamp();
        for (var visit = 1; visit <= visits; visit++)
        {
            var product = ProductRow.Of(1 + (visit * 37 % Shelf));
            traffic.Add(await calls.MeasureAsync(() => catalogue.FindAsync(product.Sku, token)));
            if (visit % (visits / 10) == 0)
            {
                traffic.Add(await calls.MeasureAsync(() => catalogue.RenameAsync(product.Sku, product.Name, token)));
            }
        }

        calls.PrintTotal("all of it", traffic, time.GetElapsedTime(start));
    }

    private static string Name(Product? product) => product?.Name ?? "none";

    private static string Price(Product? product) => $"{product?.Price:N2}";

    private static string Cheapest(IReadOnlyList<Product> found) => found is [var first, ..] ? first.Name : "none";

    private static string Average(CategoryFigures figures) =>
        $"{figures.Products:N0} products, {figures.Average:N2} on average";

    private static string Total(Quote? quote) => $"{quote?.Total:N2} for {quote?.Pieces}";

    private static string Percent(decimal rate) => $"{rate:0.00} %";
}
