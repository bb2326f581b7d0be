using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>What the server said to a checked store.</summary>
/// <param name="Verdict">What it decided; <see langword="null"/> when it didn't.</param>
/// <param name="Position">The position to ask again with then.</param>
/// <param name="Matched">The held globs to say that were matched.</param>
internal readonly record struct PutAnswer(Verdict? Verdict, RedisValue Position, RedisValue Matched)
{
    /// <summary>How often a store is tried: globs keep coming only while somebody invalidates all the time.</summary>
    public const int Tries = 4;

    /// <summary>What is asked first.</summary>
    public static PutAnswer First(string position) => new(null, position, RedisValue.EmptyString);

    /// <summary>Reads the answer to what was asked with this; globs are matched here, as scripts have no matcher.</summary>
    public PutAnswer Then(RedisResult answer, string key)
    {
        var parts = (RedisResult[])answer!;
        return (int)parts[0] switch
        {
            0 => new(Caching.Verdict.Refused, default, default),
            1 => new(Caching.Verdict.Stored, default, default),
            2 => Matches(parts, key)
                ? new(Caching.Verdict.Refused, default, default)
                : this with
                {
                    Position = (RedisValue)parts[1],
                },
            3 => Matches(parts, key)
                ? new(Caching.Verdict.Held, default, default)
                : this with
                {
                    Matched = (RedisValue)parts[1],
                },
            _ => new(Caching.Verdict.Held, default, default),
        };
    }

    private static bool Matches(RedisResult[] parts, string key)
    {
        foreach (var glob in parts.AsSpan(2))
        {
            if (Glob.IsMatch(Subjects.GlobOf((string)glob!), key))
            {
                return true;
            }
        }

        return false;
    }
}
