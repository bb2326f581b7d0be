using System.Text.Json;

namespace Caching.Benchmarks.Running;

/// <summary>Keeps figures beside BenchmarkDotNet's results, one file a suite, a new measurement replacing the old one.</summary>
public static class FigureStore
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private static string Folder { get; } = Path.Combine(ProjectFolders.Artifacts, "figures");

    public static void Save(string suite, IEnumerable<Figure> figures)
    {
        Directory.CreateDirectory(Folder);
        var all = Load(suite).ToDictionary(figure => (figure.Table, figure.Row, figure.Column));
        foreach (var figure in figures)
        {
            all[(figure.Table, figure.Row, figure.Column)] = figure;
        }

        File.WriteAllText(PathOf(suite), JsonSerializer.Serialize(all.Values, Readable));
    }

    public static IReadOnlyList<Figure> Load(string suite) =>
        File.Exists(PathOf(suite)) ? JsonSerializer.Deserialize<List<Figure>>(File.ReadAllText(PathOf(suite)))! : [];

    private static string PathOf(string suite) => Path.Combine(Folder, suite + ".json");
}
