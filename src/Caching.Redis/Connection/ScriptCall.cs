using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>One call of a script, ready to be sent in either way.</summary>
/// <param name="Operation">What it does, for messages.</param>
/// <param name="Key">The key that it is about, where it is one.</param>
/// <param name="Script">Chooses the script.</param>
/// <param name="Keys">Its keys, all of one bucket.</param>
/// <param name="Arguments">Its arguments.</param>
internal readonly record struct ScriptCall(
    string Operation,
    string? Key,
    Func<RedisScripts, string> Script,
    RedisKey[] Keys,
    RedisValue[] Arguments
)
{
    /// <summary>Gets whether a key of the wrong type can only be one of the bookkeeping, not a user's.</summary>
    public bool UsesBookkeepingOnly { get; init; } = true;
}
