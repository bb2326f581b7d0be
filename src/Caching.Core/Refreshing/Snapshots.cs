using System.Reflection;

namespace Caching;

/// <summary>Says which arguments can be kept for a call in the background.</summary>
internal static class Snapshots
{
    /// <summary>Finds a parameter whose value may change or end with its call; tokens are replaced.</summary>
    /// <returns>The first one; <see langword="null"/> when all can be kept.</returns>
    public static ParameterInfo? Refuse(MethodInfo method) =>
        method
            .GetParameters()
            .FirstOrDefault(parameter =>
                parameter.ParameterType != typeof(CancellationToken) && BitTypes.Of(parameter.ParameterType) is null
            );
}
