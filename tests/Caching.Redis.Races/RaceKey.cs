using System.Globalization;

namespace Caching.Redis.Races;

/// <summary>One of the keys that all processes use; one of them writes it.</summary>
internal sealed class RaceKey(int number)
{
    private const int Keys = 50;
    private const int Tags = 10;
    private const int Groups = 7;

    public static IReadOnlyList<RaceKey> All { get; } =
    [.. Enumerable.Range(0, Keys).Select(number => new RaceKey(number))];

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"g{number % Groups}:k{number}");

    public string Pattern { get; } = string.Create(CultureInfo.InvariantCulture, $"g{number % Groups}:*");

    public string[] Tag { get; } = [string.Create(CultureInfo.InvariantCulture, $"t{number % Tags}")];

    /// <summary>Gets what a writer holds from the write until it is acknowledged: versions come one after another.</summary>
    public SemaphoreSlim Writing { get; } = new(1);

    public bool IsWrittenBy(int process, int processes) => number % processes == process;
}
