using Caching.Benchmarks.Running;
using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.Memory;

/// <summary>How many bytes does an entry take beyond its key and its value, with a million of them?</summary>
internal sealed class BytesPerEntry : IMeasurement
{
    private const int Entries = 1_000_000;

    public string Suite => "Memory";

    public IEnumerable<Figure> Run()
    {
        var quotes = new StoredQuotes(Entries);
        foreach (var filling in Fillings.All)
        {
            yield return new("bytes per entry", filling.Name, "1 M entries", Measure(filling, quotes));
        }
    }

    private static double Measure(Filling filling, StoredQuotes quotes)
    {
        var before = Settled();
        var filled = filling.Fill(quotes);
        var after = Settled();
        if (filled.Count < Entries * 0.999)
        {
            throw new InvalidOperationException($"{filling.Name} kept {filled.Count} of {Entries} entries.");
        }

        var bytes = (double)(after - before) / filled.Count - filled.KeyBytes;
        (filled.Cache as IDisposable)?.Dispose();
        GC.KeepAlive(quotes);
        return bytes;
    }

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
