namespace Caching;

/// <summary>What a background load does; it has its own copy of everything that it needs.</summary>
/// <typeparam name="T">What is loaded.</typeparam>
internal abstract class BackgroundCall<T>
{
    /// <summary>Gets what ends before it: the load is cancelled and waited for when that ends; <see langword="null"/> for the container.</summary>
    public virtual object? Owner => null;

    /// <summary>Runs on a pool thread, inside the load's flow of control and in nobody else's.</summary>
    public abstract Task<T> RunAsync(BackgroundLoad load);
}
