namespace Caching.Redis.Tests.Races;

/// <summary>Every order in which the steps of some parties can come, each party's own steps in their order.</summary>
internal static class Interleavings
{
    /// <summary>Gives each order as the numbers of the parties whose turn it is.</summary>
    public static IEnumerable<int[]> Of(params int[] steps) => From(steps, []);

    private static IEnumerable<int[]> From(int[] left, int[] done) =>
        Array.TrueForAll(left, steps => steps == 0)
            ? [done]
            : Enumerable
                .Range(0, left.Length)
                .Where(party => left[party] > 0)
                .SelectMany(party =>
                    From([.. left.Select((steps, other) => other == party ? steps - 1 : steps)], [.. done, party])
                );
}
