namespace Caching.Redis;

/// <summary>How the log names what was invalidated: a letter tells keys, tags and globs apart.</summary>
internal static class Subjects
{
    public static string Key(string key) => "k" + key;

    public static string Tag(string tag) => "t" + tag;

    public static string Glob(string glob) => "g" + glob;

    public static string GlobOf(string subject) => subject[1..];
}
