namespace Caching;

/// <summary>Makes a value that is no argument (tenant, user, culture) a part of every key.</summary>
/// <param name="context">The service that knows the value; it is resolved from the scope that resolved the proxy.</param>
/// <param name="property">The property of <paramref name="context"/> to read on each call.</param>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Interface | AttributeTargets.Class,
    AllowMultiple = true
)]
public sealed class VaryByAttribute(Type context, string property) : Attribute
{
    /// <summary>Gets the service that knows the value.</summary>
    public Type Context { get; } = context;

    /// <summary>Gets the name of the property that is read on each call.</summary>
    public string Property { get; } = property;
}
