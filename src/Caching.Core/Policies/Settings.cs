namespace Caching;

/// <summary>Decides settings by precedence.</summary>
internal static class Settings
{
    /// <summary>Returns what the first level that says anything says; otherwise what is built in.</summary>
    public static Setting<T> First<T>(IEnumerable<Setting<T>?> levels, T builtIn) =>
        levels.FirstOrDefault(level => level is not null) ?? new(builtIn, PolicySources.BuiltIn);

    public static Setting<T>? Said<T>(T? value, string source)
        where T : class? => value is null ? null : new(value, source);

    public static Setting<T>? Said<T>(T? value, string source)
        where T : struct => value is { } said ? new(said, source) : null;
}
