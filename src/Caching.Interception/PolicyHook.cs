using System.Reflection;
using Castle.DynamicProxy;

namespace Caching.Interception;

/// <summary>Has only the methods with a policy intercepted; the others cost a plain interface call.</summary>
/// <remarks>
/// Castle looks proxy types up by the hook's equality, which is therefore exactly the set of methods: with less, each
/// proxy would generate a type; with more, a second registration of an interface would run with the first one's methods.
/// </remarks>
internal sealed class PolicyHook : IProxyGenerationHook
{
    private readonly HashSet<MethodInfo> _methods;
    private readonly int _hash;

    public PolicyHook(IEnumerable<MethodInfo> methods)
    {
        _methods = [.. methods.Where(InterceptableMethod.IsSafe)];
        _hash = _methods.Aggregate(0, static (hash, method) => hash ^ method.GetHashCode());
    }

    public bool ShouldInterceptMethod(Type type, MethodInfo methodInfo) => _methods.Contains(methodInfo);

    public void MethodsInspected() { }

    public void NonProxyableMemberNotification(Type type, MemberInfo memberInfo) { }

    // The only Equals: Castle looks for it by name, and fails on an overload.
    public override bool Equals(object? obj) =>
        obj is PolicyHook other && _hash == other._hash && _methods.SetEquals(other._methods);

    public override int GetHashCode() => _hash;
}
