using System.Reflection;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Names as a user reads them in his own code: short, with closed generics. For messages, never for keys.</summary>
internal static class FriendlyNames
{
    // A container of many services names each type for each of its methods.
    private static readonly ConditionalWeakTable<Type, string> Known = [];

    public static string Of(Type type) => Known.GetOrAdd(type, static named => Write(named));

    private static string Write(Type type)
    {
        if (TypeNames.KeywordOf(type) is { } keyword)
        {
            return keyword;
        }

        if (type.HasElementType)
        {
            return Of(type.GetElementType()!)
                + (
                    type.IsArray ? "[]"
                    : type.IsByRef ? "&"
                    : "*"
                );
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        var mark = type.Name.IndexOf('`', StringComparison.Ordinal);
        return type.IsGenericType && mark >= 0
            ? $"{type.Name[..mark]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : type.Name;
    }

    /// <summary>Names a method or, for an accessor, its property: <c>ICatalog.FindAsync</c>.</summary>
    public static string Of(MethodInfo method) => Of(method.DeclaringType!) + "." + MemberName(method);

    /// <summary>Returns the name without the interface that an explicit implementation puts before it.</summary>
    public static string MemberName(MethodInfo method)
    {
        var name = method.Name[(method.Name.LastIndexOf('.') + 1)..];
        var isGetter = method.IsSpecialName && name.StartsWith("get_", StringComparison.Ordinal);
        return isGetter ? name["get_".Length..] : name;
    }

    public static string Signature(MethodInfo method) =>
        $"{MemberName(method)}({string.Join(", ", method.GetParameters().Select(p => Of(p.ParameterType)))})";
}
