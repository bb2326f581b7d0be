using System.Globalization;

namespace Caching.Interception.Tests.DirectHits;

/// <summary>Answers with what was asked, and counts the calls of <see cref="All"/>.</summary>
public sealed class Answers : IAnswers
{
    public int Calls { get; private set; }

    public string Name => "name";

    public static string TextOf(
        int number,
        string? text,
        double real,
        DayOfWeek? day,
        DateTime time,
        decimal amount,
        bool flag
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{number} {text is null} {text} {real:R} {day} {time.Ticks} {time.Kind} {amount} {flag}"
        );

    public int Number(int number) => number;

    public string Numbers(int number, string text, bool flag) => $"{number} {text} {flag}";

    public Task<int> TaskAsync(int number, CancellationToken token) => Task.FromResult(number);

    public ValueTask<int> ValueTaskAsync(int number) => new(number);

    public long Dated(DateOnly? day) => day?.DayNumber ?? 0;

    public string Pair((int Number, string Text) pair) => pair.Text;

    public string Of(Question question) => question.Text;

    public string All(int number, string? text, double real, DayOfWeek? day, DateTime time, decimal amount, bool flag)
    {
        Calls++;
        return TextOf(number, text, real, day, time, amount, flag);
    }

    public int Watched(int number, IProgress<int> progress) => number;
}
