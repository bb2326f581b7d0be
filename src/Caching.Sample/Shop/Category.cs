namespace Caching.Sample.Shop;

public enum Category
{
    Kitchen,
    Garden,
    Office,
    Travel,
    Music,
}
