using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Checks what comes in at the public edge.</summary>
internal static class Guard
{
    /// <summary>The longest time that a timer can be set to, in whole days.</summary>
    public static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    public static int AtLeast(
        int value,
        int minimum,
        string what,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) =>
        value >= minimum
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{what} can't be {value}; write {minimum} or more.");

    public static TimeSpan Ttl(TimeSpan value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                $"A time to live of {value} stores nothing; write one greater than zero."
            );

    public static TimeSpan Positive(
        TimeSpan value,
        string what,
        [CallerArgumentExpression(nameof(value))] string name = ""
    ) =>
        value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                $"{what} of {value} does nothing; write more than zero, or leave it out."
            );

    public static double Jitter(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                $"A jitter of {value} is no part of a time to live; write a number from 0 to 1."
            );

    public static TimeSpan NotNegative(TimeSpan value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{value} is less than no time; write zero or more.");

    public static TimeSpan Timeout(TimeSpan value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value <= LongestTimer
            ? NotNegative(value, name)
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                $"{value} is longer than a timer runs; write {LongestTimer} or less, or zero for none."
            );

    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                FormattableString.Invariant(
                    $"{value} is no part of a time to live; write more than zero and less than one, or zero for never."
                )
            );

    public static string Key(string key, [CallerArgumentExpression(nameof(key))] string name = "") =>
        string.IsNullOrWhiteSpace(key)
            ? throw new ArgumentException($"A key can't be {Quote(key)}; write a text that names the entry.", name)
            : key;

    public static string Pattern(string pattern, [CallerArgumentExpression(nameof(pattern))] string name = "") =>
        string.IsNullOrWhiteSpace(pattern)
            ? throw new ArgumentException(
                $"A pattern can't be {Quote(pattern)}; write a glob such as product:*, or call Clear for everything.",
                name
            )
            : pattern;

    public static IReadOnlyCollection<string> Keys(
        IReadOnlyCollection<string> keys,
        [CallerArgumentExpression(nameof(keys))] string name = ""
    )
    {
        ArgumentNullException.ThrowIfNull(keys, name);
        foreach (var key in keys)
        {
            Key(key, name);
        }

        return keys;
    }

    public static IReadOnlyCollection<string> Tags(
        IReadOnlyCollection<string> tags,
        [CallerArgumentExpression(nameof(tags))] string name = ""
    )
    {
        ArgumentNullException.ThrowIfNull(tags, name);
        foreach (var tag in tags)
        {
            if (string.IsNullOrWhiteSpace(tag))
            {
                throw new ArgumentException($"A tag can't be {Quote(tag)}; write a text that names the group.", name);
            }
        }

        return tags;
    }

    /// <summary>Turns a subtraction into an addition.</summary>
    public static long Negated(long amount, [CallerArgumentExpression(nameof(amount))] string name = "") =>
        amount != long.MinValue
            ? -amount
            : throw new ArgumentOutOfRangeException(
                name,
                amount,
                "The smallest number has no opposite; subtract less."
            );

    private static string Quote(string? text) => text is null ? "null" : $"\"{text}\"";
}
