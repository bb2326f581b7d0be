using System.Linq.Expressions;

namespace Caching;

/// <summary>Tells the key under which a call's result is stored.</summary>
/// <remarks>Thread-safe; one per container.</remarks>
public interface ICacheKeys
{
    /// <summary>Writes the key of a call, exactly as the interceptor does.</summary>
    /// <typeparam name="TService">The service.</typeparam>
    /// <param name="call">The call, such as <c>c => c.FindAsync(1, default)</c>; it isn't made.</param>
    /// <param name="serviceKey">The key or name of a keyed registration.</param>
    /// <param name="varyBy">The values that the key varies by besides the arguments, in their order.</param>
    /// <returns>The key as <see cref="ICacheService"/> takes it, without the application's prefix.</returns>
    /// <exception cref="CacheConfigurationException">Thrown when the call has no key: it isn't cached, or it is memoized.</exception>
    string For<TService>(
        Expression<Func<TService, object?>> call,
        object? serviceKey = null,
        IReadOnlyList<object?>? varyBy = null
    );
}
