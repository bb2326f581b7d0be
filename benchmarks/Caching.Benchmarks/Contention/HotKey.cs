namespace Caching.Benchmarks.Contention;

/// <summary>Do two threads that hit one key hold each other up?</summary>
public class HotKey : Busy
{
    protected override int[] MakeProducts(int count) => [.. Enumerable.Repeat(7, count)];
}
