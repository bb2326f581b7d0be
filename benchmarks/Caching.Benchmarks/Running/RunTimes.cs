namespace Caching.Benchmarks.Running;

/// <summary>Keeps how long each class took, in seconds.</summary>
internal static class RunTimes
{
    public const string Suite = "Run";

    public static void Save(Type type, TimeSpan time) =>
        FigureStore.Save(Suite, [new Figure("seconds", SuiteOf(type), type.Name, time.TotalSeconds)]);

    /// <summary>The folder that a class stands in, which is the suite that it belongs to.</summary>
    public static string SuiteOf(Type type) => type.Namespace!.Split('.')[^1];
}
