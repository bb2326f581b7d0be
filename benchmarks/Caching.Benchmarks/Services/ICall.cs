namespace Caching.Benchmarks.Services;

/// <summary>One call of a service. Implemented by structs, so that the compiler puts it into the row without a cost.</summary>
public interface ICall<in TService, out TResult>
{
    static abstract TResult On(TService service);
}
