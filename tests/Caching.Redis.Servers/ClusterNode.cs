using System.Globalization;

namespace Caching.Redis.Servers;

/// <summary>A node as a line of CLUSTER NODES describes it.</summary>
/// <remarks><c>id address flags primary ping pong epoch link slot-range...</c></remarks>
internal sealed record ClusterNode(IReadOnlySet<string> Flags, long Epoch, IReadOnlyList<(int First, int Last)> Slots)
{
    public bool IsPrimary => Flags.Contains("master");

    public bool Owns(int slot) => Slots.Any(range => range.First <= slot && slot <= range.Last);

    public static IEnumerable<ClusterNode> ParseAll(string nodes) =>
        nodes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse);

    private static ClusterNode Parse(string line)
    {
        var fields = line.Split(' ');
        var slots = fields.Skip(8).Where(range => !range.StartsWith('[')).Select(ParseRange); // [ marks one that moves
        return new ClusterNode(
            fields[2].Split(',').ToHashSet(StringComparer.Ordinal),
            long.Parse(fields[6], CultureInfo.InvariantCulture),
            [.. slots]
        );
    }

    private static (int First, int Last) ParseRange(string range)
    {
        var ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList();
        return (ends[0], ends[^1]);
    }
}
