using System.Reflection;

namespace Caching.Interception;

/// <summary>Says which methods Castle can intercept.</summary>
internal static class InterceptableMethod
{
    /// <summary>
    /// Tells whether intercepting works: a method that returns by reference would crash the process, one that takes or
    /// returns spans or pointers would throw on each call.
    /// </summary>
    public static bool IsSafe(MethodInfo method) =>
        !method.ReturnType.IsByRef
        && IsBoxable(method.ReturnType)
        && method.GetParameters().All(static parameter => IsBoxable(parameter.ParameterType));

    private static bool IsBoxable(Type type)
    {
        var value = type.IsByRef ? type.GetElementType()! : type;
        return !value.IsByRefLike && !value.IsPointer && !value.IsFunctionPointer;
    }
}
