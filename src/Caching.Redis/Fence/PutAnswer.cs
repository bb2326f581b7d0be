using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>What the server said to a checked store, and with what to ask again where it didn't decide.</summary>
internal readonly record struct PutAnswer
{
    /// <summary>How often a store is tried: globs keep coming only while somebody invalidates all the time.</summary>
    public const int Tries = 4;

    private const int Stored = 1;
    private const int NewGlobs = 2;
    private const int Held = 3;
    private const int Holds = 4;

    /// <summary>Gets whether it decided.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>Gets whether nothing refuses the value: it is stored, or only held.</summary>
    public bool IsFresh { get; private init; }

    /// <summary>Gets whether its store is refused for a while, whatever the value is.</summary>
    public bool IsHeld { get; private init; }

    /// <summary>Gets the position to ask with.</summary>
    public RedisValue Next { get; private init; }

    /// <summary>Gets the held globs that were matched here, as the server told them.</summary>
    public RedisValue HeldGlobs { get; private init; }

    /// <summary>Begins to ask from a position.</summary>
    public static PutAnswer From(string? position) => new() { Next = position, HeldGlobs = RedisValue.EmptyString };

    /// <summary>Reads the answer; globs are matched here, as scripts have no matcher.</summary>
    public PutAnswer Read(RedisResult answer, string key)
    {
        var parts = (RedisResult[])answer!;
        var matches = Matches(parts.AsSpan(Math.Min(2, parts.Length)), key);
        return (int)parts[0] switch
        {
            NewGlobs when !matches => this with { Next = (RedisValue)parts[1] },
            Holds when !matches => this with { HeldGlobs = (RedisValue)parts[1] },
            Held or Holds => new()
            {
                IsFinal = true,
                IsFresh = true,
                IsHeld = true,
            },
            var said => new() { IsFinal = true, IsFresh = said == Stored },
        };
    }

    private static bool Matches(ReadOnlySpan<RedisResult> globs, string key)
    {
        foreach (var glob in globs)
        {
            if (Glob.IsMatch(Subjects.GlobOf((string)glob!), key))
            {
                return true;
            }
        }

        return false;
    }
}
