namespace Caching.Sample.Shop;

public sealed record CategoryFigures(int Products, decimal Lowest, decimal Average, decimal Highest);
