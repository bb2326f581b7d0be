namespace Caching;

/// <summary>Puts the application's prefix before keys and globs, so that applications can share a backend.</summary>
internal sealed class ApplicationPrefix(string name)
{
    private readonly string _glob = Glob.Escape(name) + ":";

    public string Name { get; } = name;

    public string Head { get; } = name + ":";

    public string Key(string key) => Head + Guard.Key(key);

    public string Pattern(string pattern) => _glob + Guard.Pattern(pattern);
}
