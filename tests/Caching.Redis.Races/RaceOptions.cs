using System.Globalization;

namespace Caching.Redis.Races;

/// <summary>What one of the racing processes is told, as <c>name=value</c> arguments.</summary>
/// <param name="Cache">Connection string of the servers that are raced on.</param>
/// <param name="Origin">Connection string of the server that has the committed values.</param>
/// <param name="Number">Which of the processes this is.</param>
/// <param name="Processes">How many there are.</param>
/// <param name="Operations">How many operations this one does.</param>
/// <param name="Workers">How many at once.</param>
/// <param name="Seed">What the choices of all of them depend on.</param>
/// <param name="Buckets">How many buckets.</param>
/// <param name="LogCapacity">How many members a log has.</param>
/// <param name="FaultEvery">After how many operations of the first process something is done to a log.</param>
/// <param name="Bug">What is wrong with the scripts.</param>
internal sealed record RaceOptions(
    string Cache,
    string Origin,
    int Number,
    int Processes,
    int Operations,
    int Workers,
    int Seed,
    int Buckets,
    int LogCapacity,
    int FaultEvery,
    SeededBug Bug
)
{
    public IEnumerable<string> ToArguments() =>
        [
            $"cache={Cache}",
            $"origin={Origin}",
            .. Numbers().Select(number => FormattableString.Invariant($"{number.Name}={number.Value}")),
            $"bug={Bug}",
        ];

    public static RaceOptions Parse(IEnumerable<string> arguments)
    {
        var values = arguments
            .Select(argument => argument.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return new(
            values["cache"],
            values["origin"],
            Number("number"),
            Number("processes"),
            Number("operations"),
            Number("workers"),
            Number("seed"),
            Number("buckets"),
            Number("capacity"),
            Number("faults"),
            Enum.Parse<SeededBug>(values["bug"])
        );

        int Number(string name) => int.Parse(values[name], CultureInfo.InvariantCulture);
    }

    private (string Name, int Value)[] Numbers() =>
        [
            ("number", Number),
            ("processes", Processes),
            ("operations", Operations),
            ("workers", Workers),
            ("seed", Seed),
            ("buckets", Buckets),
            ("capacity", LogCapacity),
            ("faults", FaultEvery),
        ];
}
