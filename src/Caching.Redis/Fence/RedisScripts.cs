using System.Globalization;

namespace Caching.Redis;

/// <summary>The scripts that keep entries, tag indexes and the invalidation log of one bucket consistent.</summary>
/// <remarks>
/// Each touches the keys of one slot only, so that it is atomic on a cluster too. See README.md in this folder.
/// </remarks>
internal sealed record RedisScripts
{
    /// <summary>Gets the scripts for a server that takes script flags, as Redis 7 does.</summary>
    public static RedisScripts WithFlags { get; } = new();

    /// <summary>Gets the scripts for a server that doesn't.</summary>
    public static RedisScripts Plain { get; } =
        new()
        {
            Invalidate = WithoutFlags(WithFlags.Invalidate),
            InvalidateTags = WithoutFlags(WithFlags.InvalidateTags),
            Drain = WithoutFlags(WithFlags.Drain),
            Sweep = WithoutFlags(WithFlags.Sweep),
            Heal = WithoutFlags(WithFlags.Heal),
            Hold = WithoutFlags(WithFlags.Hold),
        };

    /// <summary>Gets the dialects in the order in which they are tried.</summary>
    public static IReadOnlyList<RedisScripts> Dialects { get; } = [WithFlags, Plain];

    /// <summary>
    /// Returns the newest position; makes one where there is none, as in an empty log or one that was trimmed within its
    /// newest number. A subject is no position: it moves up when it comes again. Keys: log, holds, globs.
    /// Arguments: id.
    /// </summary>
    public string Begin { get; init; } =
        LuaParts.Clock
        + LuaParts.Release
        + """
            release(KEYS[1], KEYS[2])
            release(KEYS[1], KEYS[3])
            local newest = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
            local number = 1
            if newest[2] then
              local position = redis.call('ZRANGEBYSCORE', KEYS[1], newest[2], newest[2], 'LIMIT', 0, 1)[1]
              if position:sub(1, 1) == '#' then return position end
              number = tonumber(newest[2]) + 1
            end
            redis.call('ZADD', KEYS[1], number, '#' .. ARGV[1])
            return '#' .. ARGV[1]
            """;

    /// <summary>
    /// Appends subjects to the log and removes entries; returns how many were there. Keys: log, entries. Arguments: id,
    /// capacity, subjects.
    /// </summary>
    public string Invalidate { get; init; } =
        LuaParts.WhenFull
        + LuaParts.Append
        + """
            append(KEYS[1], ARGV[1], ARGV[2], ARGV, 3)
            local removed = 0
            for i = 2, #KEYS do removed = removed + redis.call('UNLINK', KEYS[i]) end
            return removed
            """;

    /// <summary>
    /// Appends tags to the log and begins to empty their indexes; returns how many entries it took out of each. Keys:
    /// log, indexes. Arguments: id, capacity, how many to take, hashes of the tags, tags.
    /// </summary>
    public string InvalidateTags { get; init; } =
        LuaParts.WhenFull
        + LuaParts.Append
        + DrainWithHeader
        + """
            append(KEYS[1], ARGV[1], ARGV[2], ARGV, 3 + #KEYS)
            local taken = {}
            for i = 2, #KEYS do taken[i - 1] = drain(KEYS[i], ARGV[3], ARGV[2 + i]) end
            return taken
            """;

    /// <summary>
    /// Goes on emptying the index of a tag; returns how many entries it took out. Keys: index. Arguments: how many to
    /// take, hash of the tag.
    /// </summary>
    public string Drain { get; init; } =
        LuaParts.WhenFull + DrainWithHeader + "return drain(KEYS[1], ARGV[1], ARGV[2])";

    /// <summary>
    /// Stores a loaded value unless something that concerns it was invalidated since a position. Keys: log, entry,
    /// registry, holds, globs, indexes. Arguments: position, longest life in ms (0 only checks), value, time to live in ms,
    /// the held globs that the caller has matched, subjects. Returns 1 when stored, 0 when refused, 4 when held, or what the
    /// caller matches itself: 2, the newest position and the globs appended since, or 3, a text for the held globs and these.
    /// </summary>
    public string Put { get; init; } =
        LuaParts.Clock
        + LuaParts.Release
        + LuaParts.Index
        + """
            local log = KEYS[1]
            local held, globs = false, false
            if ARGV[2] ~= '0' then
              held = release(log, KEYS[4])
              globs = release(log, KEYS[5])
            end
            local since = redis.call('ZSCORE', log, ARGV[1])
            if not since then return {0} end
            since = tonumber(since)
            for i = 6, #ARGV do
              local at = redis.call('ZSCORE', log, ARGV[i])
              if at and tonumber(at) > since then return {0} end
            end
            local glob = redis.call('ZSCORE', log, 'g')
            if glob and tonumber(glob) > since then
              local answer = {2}
              local newest = redis.call('ZRANGE', log, -1, -1, 'WITHSCORES')[2]
              answer[2] = redis.call('ZRANGEBYSCORE', log, newest, newest, 'LIMIT', 0, 1)[1]
              if answer[2]:sub(1, 1) ~= '#' then return {0} end
              for _, subject in ipairs(redis.call('ZRANGEBYSCORE', log, '(' .. string.format('%.0f', since), '+inf')) do
                if #subject > 1 and subject:sub(1, 1) == 'g' then answer[#answer + 1] = subject end
              end
              return answer
            end
            if ARGV[2] == '0' then return {1} end
            for i = 6, held and #ARGV or 0 do
              if redis.call('ZSCORE', KEYS[4], ARGV[i]) then return {4} end
            end
            if globs then
              local answer = {3, ''}
              for _, subject in ipairs(redis.call('ZRANGE', KEYS[5], 0, -1)) do
                answer[2] = answer[2] .. #subject .. subject
                answer[#answer + 1] = subject
              end
              if answer[2] ~= ARGV[5] then return answer end
            end
            local head = redis.pcall('GETRANGE', KEYS[2], 0, 0)
            if type(head) == 'string' and head:find('^[%d-]') then return {0} end
            if #KEYS > 5 then index(KEYS[3], KEYS, 6, KEYS[2], ARGV[2]) end
            redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
            return {1}
            """;

    /// <summary>
    /// Writes a value on purpose, unless it was overtaken since a position; appends its key either way. Keys: log,
    /// entry, registry, indexes. Arguments: position, longest life in ms, value, time to live in ms, id, capacity, key, tags. Returns 1 when
    /// stored, 0 when overtaken and removed.
    /// </summary>
    public string Write { get; init; } =
        LuaParts.Append
        + LuaParts.Clock
        + LuaParts.Index
        + """
            local log = KEYS[1]
            local since = redis.call('ZSCORE', log, ARGV[1])
            local stored = since
            since = tonumber(since or '0')
            for i = 7, #ARGV do
              local at = redis.call('ZSCORE', log, ARGV[i])
              if at and tonumber(at) > since then stored = false end
            end
            local glob = redis.call('ZSCORE', log, 'g')
            if glob and tonumber(glob) > since then stored = false end
            append(log, ARGV[5], ARGV[6], {ARGV[7]}, 1)
            if not stored then
              redis.call('UNLINK', KEYS[2])
              return 0
            end
            if #KEYS > 3 then index(KEYS[3], KEYS, 4, KEYS[2], ARGV[2]) end
            redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
            return 1
            """;

    /// <summary>
    /// Makes subjects refuse the stores of loads; too many of one sort become one glob that holds everything until the last
    /// of them ends. Keys: holds, globs. Arguments: how many of each there may be, times in ms, each with its subject.
    /// </summary>
    public string Hold { get; init; } =
        LuaParts.WhenFull
        + LuaParts.Clock
        + """
            local at = now()
            for i = 3, #ARGV, 2 do
              local holds = KEYS[1]
              if ARGV[i + 1]:sub(1, 1) == 'g' then holds = KEYS[2] end
              redis.call('ZADD', holds, 'GT', at + ARGV[i], ARGV[i + 1])
            end
            for i = 1, 2 do
              if redis.call('ZCARD', KEYS[i]) > tonumber(ARGV[i]) then
                local last = redis.call('ZRANGE', KEYS[i], -1, -1, 'WITHSCORES')[2]
                redis.call('UNLINK', KEYS[i])
                redis.call('ZADD', KEYS[2], 'GT', last, 'g*')
              end
            end
            return 1
            """;

    /// <summary>
    /// Adds to a counter; the addition that makes it is appended to the log, as it writes the key on purpose. Keys:
    /// log, counter. Arguments: amount, initial value, time to live in ms (0 for none), id, capacity, key.
    /// </summary>
    public string Count { get; init; } =
        LuaParts.Append
        + """
            if redis.call('EXISTS', KEYS[2]) == 1 then
              redis.call('INCRBY', KEYS[2], ARGV[1])
              return redis.call('GET', KEYS[2])
            end
            redis.call('SET', KEYS[2], ARGV[2])
            local count = redis.pcall('INCRBY', KEYS[2], ARGV[1])
            if type(count) == 'table' and count.err then
              redis.call('UNLINK', KEYS[2])
              return count
            end
            if ARGV[3] ~= '0' then redis.call('PEXPIRE', KEYS[2], ARGV[3]) end
            append(KEYS[1], ARGV[4], ARGV[5], {ARGV[6]}, 1)
            return redis.call('GET', KEYS[2])
            """;

    /// <summary>
    /// Reads an entry, with GETEX where it slides, by its window from now but no further than its limit. Where the server
    /// refuses to write, it only reads. Keys: entry. Arguments: now in Unix ms.
    /// </summary>
    public string Slide { get; init; } =
        LuaParts
            .Slide.Replace("MAGIC", Number(EntryEnvelope.Magic), StringComparison.Ordinal)
            .Replace("VERSION", Number(EntryEnvelope.Version), StringComparison.Ordinal)
            .Replace("SLIDES", Number(EntryEnvelope.SlidesFlag), StringComparison.Ordinal);

    /// <summary>
    /// Removes indexes whose last entry has expired; returns how many. Keys: registry. Arguments: how many at the most.
    /// </summary>
    public string Sweep { get; init; } =
        LuaParts.WhenFull + LuaParts.Clock + LuaParts.Index + "return sweep(KEYS[1], ARGV[1], now())";

    /// <summary>Removes keys that should be sorted sets and aren't; returns how many. Keys: log, registry, indexes.</summary>
    public string Heal { get; init; } =
        LuaParts.WhenFull
        + """
            local healed = 0
            for i = 1, #KEYS do
              local size = redis.pcall('ZCARD', KEYS[i])
              if type(size) == 'table' and size.err then healed = healed + redis.call('UNLINK', KEYS[i]) end
            end
            return healed
            """;

    // The scripts find the tags of entries by their places.
    private static string DrainWithHeader =>
        LuaParts
            .Drain.Replace("MAGIC", Number(EntryEnvelope.Magic), StringComparison.Ordinal)
            .Replace("VERSION", Number(EntryEnvelope.Version), StringComparison.Ordinal)
            .Replace("TAGS", Number(EntryEnvelope.TagsFlag), StringComparison.Ordinal);

    private static string Number(byte value) => value.ToString(CultureInfo.InvariantCulture);

    private static string WithoutFlags(string script) => script[LuaParts.WhenFull.Length..];
}
