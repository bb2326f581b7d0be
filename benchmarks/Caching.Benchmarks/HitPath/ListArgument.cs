using Caching.Benchmarks.Services;

namespace Caching.Benchmarks.HitPath;

/// <summary>What does a hit cost whose key has to be written, because its argument is a list?</summary>
public class ListArgument : Hits<IShapes, ListArgument.Call, Quote>
{
    public readonly struct Call : ICall<IShapes, Quote>
    {
        private static readonly List<int> Products = [7, 11, 13];

        public static Quote On(IShapes service) => service.List(Products);
    }
}
