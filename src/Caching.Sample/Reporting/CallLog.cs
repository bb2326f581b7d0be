using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Caching.Sample.Reporting;

/// <summary>Measures calls, prints them as they were written, and keeps them for the summary.</summary>
internal sealed class CallLog(Terminal terminal, TimeProvider time)
{
    private const int TextWidth = 56;
    private readonly ConcurrentQueue<Call> _calls = new();

    public IReadOnlyCollection<Call> Calls => _calls;

    public async Task ShowAsync<T>(
        Func<Task<T>> call,
        Func<T, string> answer,
        [CallerArgumentExpression(nameof(call))] string text = ""
    )
    {
        var result = default(T)!;
        var measured = await MeasureAsync(async () => result = await call(), text);
        Print(measured, answer(result));
    }

    public async Task ShowAsync(Func<Task> call, [CallerArgumentExpression(nameof(call))] string text = "") =>
        Print(await MeasureAsync(call, text), "");

    public void Show<T>(Func<T> call, Func<T, string> answer, [CallerArgumentExpression(nameof(call))] string text = "")
    {
        var measured = Begin(text);
        var start = time.GetTimestamp();
        var result = call();
        measured.Elapsed = time.GetElapsedTime(start);
        Call.Current = null;
        Print(measured, answer(result));
    }

    public async Task<Call> MeasureAsync(Func<Task> call, [CallerArgumentExpression(nameof(call))] string text = "")
    {
        var measured = Begin(text);
        var start = time.GetTimestamp();
        await call();
        measured.Elapsed = time.GetElapsedTime(start);
        return measured;
    }

    public void Print(Call call, string answer)
    {
        var colour = call.IsAnsweredByCache ? ConsoleColor.Green : ConsoleColor.Yellow;
        terminal.Write($"  {call.Text, -TextWidth} ");
        terminal.Write($"{Name(call.Outcome), -6} {Durations.Text(call.Elapsed), 10}", colour);
        terminal.Line($"  {Queries(call.Queries), -13} {answer}".TrimEnd());
    }

    /// <summary>Prints many calls in one line.</summary>
    public void PrintTotal(string text, IReadOnlyCollection<Call> many, TimeSpan elapsed)
    {
        var outcomes = many.CountBy(call => call.Outcome).OrderBy(outcome => outcome.Key);
        var counts = string.Join(", ", outcomes.Select(outcome => $"{outcome.Value:N0} {Name(outcome.Key)}"));
        terminal.Write($"  {text, -TextWidth} ");
        terminal.Write($"{Durations.Text(elapsed), 17}", ConsoleColor.White);
        terminal.Line($"  {Queries(many.Sum(call => call.Queries)), -13} {counts}");
    }

    private Call Begin(string text)
    {
        var call = new Call(text.Replace("() => ", "", StringComparison.Ordinal));
        _calls.Enqueue(call);
        Call.Current = call;
        return call;
    }

    private static string Name(CallOutcome outcome) =>
        outcome switch
        {
            CallOutcome.Hit => "hit",
            CallOutcome.Miss => "miss",
            CallOutcome.Joined => "joined",
            _ => "ran",
        };

    private static string Queries(long count) =>
        count switch
        {
            0 => "-",
            1 => "1 query",
            _ => $"{count:N0} queries",
        };
}
