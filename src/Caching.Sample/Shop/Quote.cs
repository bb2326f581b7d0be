namespace Caching.Sample.Shop;

public sealed record Quote(string Sku, int Pieces, decimal Total);
