using System.Diagnostics;
using StackExchange.Redis;

namespace Caching.Benchmarks.Redis;

/// <summary>Another client of the same server, which reads all the time and notes how long it waits, in milliseconds.</summary>
internal sealed class OtherClient : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<List<double>> _reading;

    public OtherClient(IDatabase database) => _reading = Task.Run(() => ReadAsync(database, _stop.Token));

    public async Task<List<double>> StopAsync()
    {
        await _stop.CancelAsync();
        return await _reading;
    }

    public void Dispose() => _stop.Dispose();

    private static async Task<List<double>> ReadAsync(IDatabase database, CancellationToken stop)
    {
        var waits = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            await database.StringGetAsync("other:client");
            waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return waits;
    }
}
