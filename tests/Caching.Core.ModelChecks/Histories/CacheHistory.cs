using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Caching.Core.ModelChecks.Histories;

/// <summary>Runs programs at once against one key of a cache and notes what they saw, and when.</summary>
internal sealed class CacheHistory : IDisposable
{
    /// <summary>How many kinds of steps there are.</summary>
    public const int Kinds = 10;

    private const string Key = "k";
    private const string Tag = "t";

    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(1);
    private static readonly CacheLoadOptions Options = new() { Ttl = Ttl, Tags = [Tag] };

    private readonly FakeTimeProvider _time = new();
    private readonly CachingRuntime _runtime;
    private readonly ConcurrentQueue<HistoryEvent> _events = [];
    private long _now;

    public CacheHistory() => _runtime = new(new CachingBuilder().UseMemory().UseTimeProvider(_time).Freeze());

    private ICacheService Cache => _runtime.Service;

    /// <summary>Runs programs, each on a thread of the pool; returns the history if no sequential cache explains it.</summary>
    public static async Task<string?> FindFlawAsync(int[][] programs)
    {
        using var history = new CacheHistory();
        var ids = 1;
        var runs = new List<Task>();
        foreach (var program in programs)
        {
            var first = ids;
            ids += program.Length;
            runs.Add(Task.Run(() => history.RunAsync(program, first)));
        }

        await Task.WhenAll(runs);
        var flights = ((CacheManager)history._runtime.Manager).Region(null).Flights.Count;
        HistoryEvent[] events = [.. history._events.OrderBy(each => each.Begin)];
        return flights == 0 && new Linearisation(events).Exists()
            ? null
            : $"{flights} flights left{Environment.NewLine}{string.Join(Environment.NewLine, events.AsEnumerable())}";
    }

    public void Dispose() => _runtime.Dispose();

    private async Task RunAsync(int[] program, int firstId)
    {
        for (var i = 0; i < program.Length; i++)
        {
            await StepAsync(program[i], firstId + i);
        }
    }

    private Task StepAsync(int kind, int id) =>
        kind switch
        {
            0 => GetAsync(id),
            1 => NoteAsync(EventKind.Set, id, () => Cache.SetAsync(Key, id, Ttl, [Tag]).AsTask()),
            2 => NoteAsync(EventKind.Invalidate, id, () => Cache.DeleteAsync(Key).AsTask()),
            3 => NoteAsync(EventKind.Invalidate, id, () => Cache.InvalidateTagsAsync([Tag]).AsTask()),
            4 => NoteInTwoAsync(id, () => Cache.InvalidatePatternAsync("?").AsTask()),
            5 => NoteInTwoAsync(id, () => Cache.ClearAsync().AsTask()),
            6 => NoteAsync(EventKind.Expire, id, () => Task.Run(() => _time.Advance(Ttl))),
            7 => LoadAsync(id, fails: true),
            8 => Task.Run(() => Load(id)),
            _ => LoadAsync(id, fails: false),
        };

    private async Task GetAsync(int id)
    {
        var begin = Now();
        var lookup = await Cache.GetAsync<int>(Key);
        Note(EventKind.Get, id, lookup.TryGet(out var found) ? found : 0, false, begin, Now());
    }

    private async Task NoteAsync(EventKind kind, int id, Func<Task> act)
    {
        var begin = Now();
        await act();
        Note(kind, id, 0, false, begin, Now());
    }

    private async Task NoteInTwoAsync(int id, Func<Task> act)
    {
        var begin = Now();
        await act();
        var end = Now();
        Note(EventKind.Fence, id, 0, false, begin, end);
        Note(EventKind.Remove, id, 0, false, begin, end);
    }

    private async Task LoadAsync(int id, bool fails)
    {
        var (begin, begun, ended) = (Now(), 0L, 0L);
        int answer;
        try
        {
            answer = await Cache.GetOrCreateAsync(
                Key,
                async _ =>
                {
                    begun = Now();
                    await Task.Yield();
                    ended = Now();
                    return fails ? throw new LoadFailure(id) : id;
                },
                Options
            );
        }
        catch (LoadFailure failure)
        {
            answer = -failure.Id;
        }

        NoteLoad(id, answer, false, begin, begun, ended);
    }

    private void Load(int id)
    {
        var (begin, begun, ended) = (Now(), 0L, 0L);
        int answer;
        try
        {
            answer = Cache.GetOrCreate(
                Key,
                () =>
                {
                    begun = Now();
                    Thread.Yield();
                    ended = Now();
                    return id;
                },
                Options
            );
        }
        catch (LoadFailure failure)
        {
            answer = -failure.Id;
        }

        NoteLoad(id, answer, true, begin, begun, ended);
    }

    private void NoteLoad(int id, int answer, bool isSync, long begin, long begun, long ended)
    {
        var end = Now();
        if (begun == 0)
        {
            Note(EventKind.Answer, id, answer, isSync, begin, end);
            return;
        }

        Note(EventKind.Lead, id, 0, isSync, begin, begun);
        if (answer > 0)
        {
            // A leader gets what it loaded itself: another value has no place in any order.
            Note(EventKind.Publish, answer, 0, isSync, ended, end);
        }

        Note(EventKind.Land, id, Math.Min(answer, 0), isSync, ended, end);
    }

    private long Now() => Interlocked.Increment(ref _now);

    private void Note(EventKind kind, int id, int value, bool isSync, long begin, long end) =>
        _events.Enqueue(new(kind, id, value, isSync, begin, end));

    private sealed class LoadFailure(int id) : Exception
    {
        public int Id => id;
    }
}
