namespace Caching;

/// <summary>The texts that say where a setting comes from, and the values that nobody has to say.</summary>
internal static class PolicySources
{
    public const string Fluent = "fluent";
    public const string Container = "container";
    public const string BuiltIn = "built in";

    public const string DefaultPrefix = "cache";
    public const int DefaultMaxSize = 128;

    public static readonly TimeSpan DefaultTtl = TimeSpan.FromSeconds(300);
}
