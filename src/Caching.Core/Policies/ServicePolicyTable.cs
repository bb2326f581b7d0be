using System.Reflection;

namespace Caching;

/// <summary>The policies of one registration.</summary>
internal sealed record ServicePolicyTable
{
    /// <summary>Gets the methods that have a policy; generic ones by their definition. A method without one isn't in it.</summary>
    public required IReadOnlyDictionary<MethodInfo, MethodPolicy> Methods { get; init; }

    /// <summary>Gets the name that replaces the implementation in keys, where there is one.</summary>
    public required Setting<string?> Identity { get; init; }

    /// <summary>Gets whether instances that were resolved with parameters share entries.</summary>
    public required Setting<bool> SharedAcrossInstances { get; init; }
}
