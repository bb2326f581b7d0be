namespace Caching;

/// <summary>Tells which parameters are never part of a key.</summary>
internal static class KeyParameters
{
    public static bool IsNeverInKey(Type type) =>
        type == typeof(CancellationToken)
        || type == typeof(CancellationToken?)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IProgress<>));
}
