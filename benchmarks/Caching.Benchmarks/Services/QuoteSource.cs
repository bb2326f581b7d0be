namespace Caching.Benchmarks.Services;

/// <summary>The service itself; it costs nothing, so that a row shows the caching and nothing else.</summary>
public sealed class QuoteSource : IQuotes, IShapes
{
    private static readonly Quote Only = new(7, 9.99m);
    private static readonly Task<Quote> OnlyTask = Task.FromResult(Only);

    public Quote Latest(int product) => Only;

    public Quote Find(int product, string currency, bool live) => Only;

    public Task<Quote> LatestAsync(int product) => OnlyTask;

    public Task<Quote> FindAsync(int product, string currency, bool live) => OnlyTask;

    public ValueTask<Quote> LatestValueAsync(int product) => new(Only);

    public ValueTask<Quote> FindValueAsync(int product, string currency, bool live) => new(Only);

    public Quote Nothing() => Only;

    public Quote Text(string text) => Only;

    public Quote Day(DayOfWeek day) => Only;

    public Quote Id(Guid id) => Only;

    public Quote Price(decimal price) => Only;

    public Quote Moment(DateTimeOffset moment) => Only;

    public Quote Optional(int? product) => Only;

    public Quote Six(int a, string b, bool c, long d, Guid e, DayOfWeek f) => Only;

    public Quote Record(QuoteQuery query) => Only;

    public Quote List(List<int> products) => Only;

    public Quote Map(Dictionary<string, int> filters) => Only;

    public T Generic<T>(int product)
        where T : class => (T)(object)Only;
}
