namespace Caching.Redis;

/// <summary>What several scripts have in common.</summary>
internal static class LuaParts
{
    /// <summary>Lets a script write when the server is full: what removes must always work.</summary>
    public const string WhenFull = "#!lua flags=allow-oom\n";

    /// <summary>Tells the server's time in ms.</summary>
    public const string Clock = """
        local function now()
          local clock = redis.call('TIME')
          return clock[1] * 1000 + math.floor(clock[2] / 1000)
        end

        """;

    /// <summary>
    /// Takes the holds that are over out of a set and appends their subjects to the log, under a number without a position:
    /// whoever began before is refused from then on. Tells whether there is any hold. A full server keeps them.
    /// </summary>
    public const string Release = """
        local function release(log, holds)
          local first = redis.call('ZRANGE', holds, 0, 0, 'WITHSCORES')
          if not first[2] then return false end
          local at = now()
          if tonumber(first[2]) > at then return true end
          local over = redis.call('ZRANGEBYSCORE', holds, '-inf', at, 'LIMIT', 0, 100)
          local newest = redis.call('ZRANGE', log, -1, -1, 'WITHSCORES')
          local number = (newest[2] and tonumber(newest[2]) or 0) + 1
          local marked = {}
          for _, subject in ipairs(over) do
            marked[#marked + 1] = number
            marked[#marked + 1] = subject
            if subject:sub(1, 1) == 'g' then
              marked[#marked + 1] = number
              marked[#marked + 1] = 'g'
            end
          end
          local appended = redis.pcall('ZADD', log, unpack(marked))
          if type(appended) == 'number' then redis.call('ZREM', holds, unpack(over)) end
          return true
        end

        """;

    /// <summary>Appends a new position and subjects to the log, under one number; trims the log to its capacity.</summary>
    public const string Append = """
        local function append(log, id, capacity, subjects, from)
          local newest = redis.call('ZRANGE', log, -1, -1, 'WITHSCORES')
          local number = (newest[2] and tonumber(newest[2]) or 0) + 1
          local added = {number, '#' .. id}
          for i = from, #subjects do
            added[#added + 1] = number
            added[#added + 1] = subjects[i]
            if subjects[i]:sub(1, 1) == 'g' then
              added[#added + 1] = number
              added[#added + 1] = 'g'
            end
          end
          redis.call('ZADD', log, unpack(added))
          local excess = redis.call('ZCARD', log) - capacity
          if excess > 0 then redis.call('ZREMRANGEBYRANK', log, 0, excess - 1) end
        end

        """;

    /// <summary>
    /// Takes some entries out of a tag's index and removes those whose last store carried the tag, as its end says.
    /// </summary>
    public const string Drain = """
        local function carries(entry, tag)
          local head = redis.pcall('GETRANGE', entry, 0, 10)
          if type(head) ~= 'string' or head:byte(1) ~= MAGIC then return false end
          if head:byte(10) ~= VERSION then return true end
          if math.floor(head:byte(11) / TAGS) % 2 == 0 then return false end
          local tail = redis.call('GETRANGE', entry, -129, -1)
          local count = tail:byte(-1)
          if count > 16 then tail = redis.call('GETRANGE', entry, -1 - 8 * count, -1) end
          for at = #tail - 8 * count, #tail - 8, 8 do
            if tail:sub(at, at + 7) == tag then return true end
          end
          return false
        end
        local function drain(index, count, tag)
          local members = redis.call('ZRANGE', index, 0, count - 1)
          if #members == 0 then return 0 end
          local gone = {}
          for _, entry in ipairs(members) do
            if carries(entry, tag) then gone[#gone + 1] = entry end
          end
          if #gone > 0 then redis.call('UNLINK', unpack(gone)) end
          redis.call('ZREM', index, unpack(members))
          return #members
        end

        """;

    /// <summary>Reads an entry and extends it if it slides: its header says by how much.</summary>
    public const string Slide = """
        local head = redis.pcall('GETRANGE', KEYS[1], 0, 47)
        if type(head) == 'string' and #head == 48 and head:byte(1) == MAGIC and head:byte(10) == VERSION
            and math.floor(head:byte(11) / SLIDES) % 2 == 1 then
          local function number(at)
            local value = 0
            for i = at + 7, at, -1 do value = value * 256 + head:byte(i) end
            return value
          end
          local life = math.min(number(33), number(41) - tonumber(ARGV[1]))
          if life < 1 then return false end
          local found = redis.pcall('GETEX', KEYS[1], 'PX', string.format('%.0f', life))
          if type(found) == 'string' then return found end
        end
        return redis.call('GET', KEYS[1])
        """;

    /// <summary>
    /// Puts an entry into the indexes of its tags, and those into the registry, with their latest expiry. Takes out a few
    /// that have expired: more than it puts in.
    /// </summary>
    public const string Index = """
        local function sweep(registry, count, at)
          local dead = redis.call('ZRANGEBYSCORE', registry, '-inf', at, 'LIMIT', 0, count)
          if #dead > 0 then
            redis.call('UNLINK', unpack(dead))
            redis.call('ZREM', registry, unpack(dead))
          end
          return #dead
        end
        local function index(registry, indexes, from, entry, life)
          local at = now()
          for i = from, #indexes do
            local dead = redis.call('ZRANGEBYSCORE', indexes[i], '-inf', at, 'LIMIT', 0, 4)
            if #dead > 0 then redis.call('ZREM', indexes[i], unpack(dead)) end
            redis.call('ZADD', indexes[i], 'GT', at + life, entry)
            redis.call('ZADD', registry, 'GT', at + life, indexes[i])
          end
          sweep(registry, 2, at)
        end

        """;
}
