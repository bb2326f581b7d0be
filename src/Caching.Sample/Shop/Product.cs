namespace Caching.Sample.Shop;

public sealed record Product(int Id, string Sku, string Name, Category Category, decimal Price);
