namespace Caching;

/// <summary>Tells parameters that accompany a call from those that decide its result.</summary>
internal static class CallContext
{
    /// <summary>Tells whether parameters of this type are never part of a key: cancellation and progress.</summary>
    public static bool IsOnly(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) == typeof(CancellationToken)
        || IsProgress(type)
        || Array.Exists(type.GetInterfaces(), IsProgress);

    private static bool IsProgress(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IProgress<>);
}
