namespace Caching.Interception.Tests.DirectHits;

/// <summary>Cached methods of the argument shapes that a proxy looks up itself.</summary>
public interface IAnswers
{
    string Name { [Cached] get; }

    [Cached]
    int Number(int number);

    [Cached]
    string Numbers(int number, string text, bool flag);

    [Cached]
    Task<int> TaskAsync(int number, CancellationToken token);

    [Cached]
    ValueTask<int> ValueTaskAsync(int number);

    [Cached]
    long Dated(DateOnly? day);

    [Cached]
    string Pair((int Number, string Text) pair);

    [Cached]
    string Of(Question question);

    [Cached]
    string All(int number, string? text, double real, DayOfWeek? day, DateTime time, decimal amount, bool flag);

    [Cached]
    int Watched(int number, IProgress<int> progress);
}
