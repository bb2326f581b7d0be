namespace Caching.Benchmarks.Services;

/// <summary>One argument of each kind that a key has to write.</summary>
public interface IShapes
{
    Quote Nothing();

    Quote Text(string text);

    Quote Day(DayOfWeek day);

    Quote Id(Guid id);

    Quote Price(decimal price);

    Quote Moment(DateTimeOffset moment);

    Quote Optional(int? product);

    Quote Six(int a, string b, bool c, long d, Guid e, DayOfWeek f);

    Quote Record(QuoteQuery query);

    Quote List(List<int> products);

    Quote Map(Dictionary<string, int> filters);

    T Generic<T>(int product)
        where T : class;
}
