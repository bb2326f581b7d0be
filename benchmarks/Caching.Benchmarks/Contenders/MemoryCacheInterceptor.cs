using Castle.DynamicProxy;
using Microsoft.Extensions.Caching.Memory;

namespace Caching.Benchmarks.Contenders;

/// <summary>The caching interceptor of many code bases: method name and arguments joined, over IMemoryCache.</summary>
public sealed class MemoryCacheInterceptor : IInterceptor, IDisposable
{
    private readonly MemoryCache _cache = new(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions());

    public void Intercept(IInvocation invocation)
    {
        var key = $"{invocation.Method.Name}:{string.Join(':', invocation.Arguments)}";
        if (_cache.TryGetValue(key, out var cached))
        {
            invocation.ReturnValue = cached;
            return;
        }

        invocation.Proceed();
        _cache.Set(key, invocation.ReturnValue, TimeSpan.FromMinutes(5));
    }

    public void Dispose() => _cache.Dispose();
}
