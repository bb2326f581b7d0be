namespace Caching.Benchmarks.Contenders;

/// <summary>Makes the next call a miss.</summary>
public interface IForgets
{
    void Forget(int product);
}
