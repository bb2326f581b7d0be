using System.Globalization;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Which primaries have some slots, as one node sees it.</summary>
/// <param name="Addresses">Per slot its primary.</param>
/// <param name="IsMoving">
/// Whether one of the slots is being moved to or from this node: of what the others move, a node says nothing.
/// </param>
internal sealed record SlotOwners(IReadOnlyList<string> Addresses, bool IsMoving)
{
    // The columns of CLUSTER NODES: id, address, flags, five more, then slots as 5, 7-9, and those being moved as
    // [5->-node] or [5-<-node].
    private const int Address = 1;
    private const int Flags = 2;
    private const int FirstSlot = 8;
    private const char Moving = '[';

    /// <summary>Gets the primaries as one text that can be compared.</summary>
    public string Places => string.Join(' ', Addresses);

    /// <exception cref="RedisConnectionException">Thrown when a slot has no primary.</exception>
    public static SlotOwners Parse(string nodes, IReadOnlyCollection<int> slots)
    {
        var primaries = nodes
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .Where(node => node.Length > FirstSlot && node[Flags].Contains("master", StringComparison.Ordinal))
            .ToArray();
        var moving = primaries.SelectMany(node => node[FirstSlot..]).Where(part => part.StartsWith(Moving)).ToArray();
        return new(
            [.. slots.Select(slot => OwnerOf(slot, primaries))],
            slots.Any(slot => moving.Any(part => part.StartsWith($"{Moving}{slot}-", StringComparison.Ordinal)))
        );
    }

    private static string OwnerOf(int slot, string[][] primaries) =>
        primaries.FirstOrDefault(node => node[FirstSlot..].Any(range => Holds(range, slot)))?[Address].Split('@')[0]
        ?? throw SlotMap.Unreachable($"slot {slot} has no primary");

    private static bool Holds(string range, int slot)
    {
        var ends = range.Split('-');
        return !range.StartsWith(Moving)
            && int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last)
            && slot >= first
            && slot <= last;
    }
}
