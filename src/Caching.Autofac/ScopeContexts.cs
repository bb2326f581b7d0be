using System.Collections.Concurrent;
using Autofac;

namespace Caching.Registration;

/// <summary>The services that the keys of one proxy vary by, resolved from its scope when they are first needed.</summary>
/// <remarks>
/// Resolved once, as a dependency is: a scope keeps what it disposes of, so one instance per call would pile up in it.
/// Thread-safe, and resolves under no lock of its own, as the scope has one that its callers may hold already; of what
/// is resolved twice that way, one is taken.
/// </remarks>
internal sealed class ScopeContexts(ILifetimeScope scope)
{
    private readonly ConcurrentDictionary<Type, object> _contexts = new();

    public object Resolve(Type context) =>
        _contexts.GetOrAdd(context, static (type, scope) => scope.Resolve(type), scope);
}
