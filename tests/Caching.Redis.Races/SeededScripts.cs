namespace Caching.Redis.Races;

/// <summary>The scripts with a bug in them.</summary>
internal static class SeededScripts
{
    /// <summary>The key with the seconds by which <see cref="WithSteppableClock"/> is wrong.</summary>
    public const string ClockOffset = "clock-offset";

    private const string Clock = "local clock = redis.call('TIME')";
    private const string NextNumber = "(newest[2] and tonumber(newest[2]) or 0) + 1";

    private const string HoldEnd = "local appended = redis.pcall('ZADD', log, unpack(marked))";

    // The time stands still while a script runs.
    private const string ClockNumber = "redis.call('TIME')[1] * 1000000 + redis.call('TIME')[2]";
    private const string SteppedNumber = "(redis.call('GET', '" + ClockOffset + "') or 0) * 1000000 + " + ClockNumber;

    public static RedisScripts With(SeededBug bug)
    {
        var scripts = RedisScripts.WithFlags;
        return bug switch
        {
            SeededBug.None => scripts,
            SeededBug.NoSubjectCheck => scripts with
            {
                Put = scripts
                    .Put.Without("if at and tonumber(at) > since then return {0} end")
                    .Edited("if glob and tonumber(glob) > since then", "if false then"),
            },
            SeededBug.NoPositionCheck => scripts with
            {
                Put = scripts.Put.Edited("if not since then return {0} end", "if not since then since = '0' end"),
            },
            SeededBug.NoAppend => scripts with
            {
                Invalidate = scripts.Invalidate.Without("append(KEYS[1], ARGV[1], ARGV[2], ARGV, 3)"),
                InvalidateTags = scripts.InvalidateTags.Without("append(KEYS[1], ARGV[1], ARGV[2], ARGV, 3 + #KEYS)"),
            },
            SeededBug.NumbersByClock => scripts with
            {
                Invalidate = scripts.Invalidate.Edited(NextNumber, ClockNumber),
                InvalidateTags = scripts.InvalidateTags.Edited(NextNumber, ClockNumber),
            },
            SeededBug.SubjectsArePositions => scripts with
            {
                Begin = scripts.Begin.Edited("if position:sub(1, 1) == '#' then", "if true then"),
            },
            SeededBug.NoHoldCheck => scripts with
            {
                Put = scripts
                    .Put.Edited("for i = 6, held and #ARGV or 0 do", "for i = 6, 0 do")
                    .Edited("if globs then", "if false then"),
            },
            SeededBug.NoHoldEnd => scripts with
            {
                Begin = scripts.Begin.Edited(HoldEnd, "local appended = 1"),
                Put = scripts.Put.Edited(HoldEnd, "local appended = 1"),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(bug), bug, "There is no such bug."),
        };
    }

    /// <summary>Lets a test step the clock that scripts see, as the servers' own can't be.</summary>
    public static RedisScripts WithSteppableClock(RedisScripts scripts) =>
        scripts with
        {
            Begin = Stepped(scripts.Begin),
            Put = Stepped(scripts.Put),
            Hold = Stepped(scripts.Hold),
            Write = Stepped(scripts.Write),
            Sweep = Stepped(scripts.Sweep),
            Invalidate = scripts.Invalidate.Replace(ClockNumber, SteppedNumber, StringComparison.Ordinal),
            InvalidateTags = scripts.InvalidateTags.Replace(ClockNumber, SteppedNumber, StringComparison.Ordinal),
        };

    private static string Stepped(string script) =>
        script.Edited(Clock, Clock + $" clock[1] = clock[1] + (redis.call('GET', '{ClockOffset}') or 0)");

    private static string Without(this string script, string rule) => script.Edited(rule, "");

    // An edit that finds nothing would seed no bug, and the test would show nothing.
    private static string Edited(this string script, string rule, string replacement) =>
        script.Contains(rule, StringComparison.Ordinal)
            ? script.Replace(rule, replacement, StringComparison.Ordinal)
            : throw new InvalidOperationException($"No script contains \"{rule}\" any more.");
}
