namespace Caching.Sample.Database;

/// <summary>A row of the catalogue, made of its number alone: every run has the same data.</summary>
internal readonly record struct ProductRow(int Id, string Sku, string Name, int Category, long Price, long Cost)
{
    private static readonly string[] Finishes = ["Brushed", "Carved", "Folding", "Glazed", "Painted", "Woven", "Plain"];
    private static readonly string[] Materials = ["ash", "birch", "copper", "enamel", "linen", "oak", "steel", "wool"];

    private static readonly string[][] Things =
    [
        ["kettle", "ladle", "mug", "pan", "teapot"],
        ["bench", "lantern", "rake", "trellis", "trowel"],
        ["desk", "lamp", "ledger", "shelf", "stapler"],
        ["bag", "blanket", "bottle", "tent", "trunk"],
        ["drum", "fiddle", "flute", "harp", "zither"],
    ];

    public static ProductRow Of(int id)
    {
        var category = id % Things.Length;
        var finish = Pick(Finishes, id, 1);
        var material = Pick(Materials, id, 2);
        var thing = Pick(Things[category], id, 3);
        var price = 500 + (Mix(id, 4) % 49_500);
        var cost = price * (50 + (Mix(id, 5) % 40)) / 100;
        return new ProductRow(id, $"P-{id:D6}", $"{finish} {material} {thing} No. {id}", category, price, cost);
    }

    private static string Pick(string[] words, int id, uint salt) => words[Mix(id, salt) % (uint)words.Length];

    // The finaliser of MurmurHash3: neighbouring numbers get unrelated words and prices.
    private static uint Mix(int id, uint salt)
    {
        var hash = (uint)id + (salt * 0x9E3779B9);
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
