using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>What does a hit by one number cost where the method returns a task?</summary>
public class OneArgumentTask : QuoteHits<OneArgumentTask.Call, Task<Quote>>
{
    public readonly struct Call : ICall<IQuotes, Task<Quote>>
    {
        public static Task<Quote> On(IQuotes service) => service.LatestAsync(7);
    }
}
