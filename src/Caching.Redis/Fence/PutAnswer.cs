using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>What the server said to a checked store.</summary>
/// <param name="IsFinal">Whether it decided.</param>
/// <param name="IsStored">What it decided.</param>
/// <param name="Next">The position to ask again with, when it didn't.</param>
internal readonly record struct PutAnswer(bool IsFinal, bool IsStored, RedisValue Next)
{
    /// <summary>How often a store is tried: globs keep coming only while somebody invalidates all the time.</summary>
    public const int Tries = 4;

    /// <summary>Reads the answer; globs that were appended since are matched here, as scripts have no matcher.</summary>
    public static PutAnswer Read(RedisResult answer, string key)
    {
        var parts = (RedisResult[])answer!;
        if ((int)parts[0] != 2)
        {
            return new(true, (int)parts[0] == 1, default);
        }

        foreach (var glob in parts.AsSpan(2))
        {
            if (Glob.IsMatch(Subjects.GlobOf((string)glob!), key))
            {
                return new(true, false, default);
            }
        }

        return new(false, false, (RedisValue)parts[1]);
    }
}
