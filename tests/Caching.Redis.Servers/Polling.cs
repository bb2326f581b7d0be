using System.Diagnostics;

namespace Caching.Redis.Servers;

/// <summary>Waits for a condition by asking again and again, up to a deadline.</summary>
public static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Far above what a busy machine needs: it only ends what would hang.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Returns once the condition holds.</summary>
    /// <exception cref="TimeoutException">Thrown when the condition doesn't hold within <see cref="Limit"/>.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what) =>
        await FirstAsync(async () => await condition().ConfigureAwait(false) ? what : null, what).ConfigureAwait(false);

    /// <summary>Returns the first answer that isn't null.</summary>
    /// <exception cref="TimeoutException">Thrown when there is none within <see cref="Limit"/>.</exception>
    public static async Task<T> FirstAsync<T>(Func<Task<T?>> ask, string what)
        where T : class
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        do
        {
            if (await ask().ConfigureAwait(false) is { } answer)
            {
                return answer;
            }

            await timer.WaitForNextTickAsync().ConfigureAwait(false);
        } while (Stopwatch.GetElapsedTime(start) < Limit);
        throw new TimeoutException($"Not within {Limit.TotalSeconds:0} s: {what}");
    }
}
