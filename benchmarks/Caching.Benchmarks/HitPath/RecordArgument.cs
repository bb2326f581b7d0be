using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>What does a hit cost whose key has to be written, because its argument is a record?</summary>
public class RecordArgument : Hits<IShapes, RecordArgument.Call, Quote>
{
    public readonly struct Call : ICall<IShapes, Quote>
    {
        private static readonly QuoteQuery Query = new(7, "EUR", new DateOnly(2026, 1, 31));

        public static Quote On(IShapes service) => service.Record(Query);
    }
}
