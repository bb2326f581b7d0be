using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>What does a hit by three arguments cost where the method returns a task?</summary>
public class ThreeArgumentsTask : QuoteHits<ThreeArgumentsTask.Call, Task<Quote>>
{
    public readonly struct Call : ICall<IQuotes, Task<Quote>>
    {
        public static Task<Quote> On(IQuotes service) => service.FindAsync(7, "EUR", true);
    }
}
