using System.Reflection;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Names contracts and methods in keys: two different methods never alike.</summary>
internal static class MethodSignature
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly ConditionalWeakTable<MethodInfo, string> Descriptions = [];

    private static readonly Func<MethodInfo, string>[] FromShortToExact =
    [
        method =>
            Describe(method, method.GetParameters().Where(parameter => !CallContext.IsOnly(parameter.ParameterType))),
        method => Describe(method, method.GetParameters()),
        method => Describe(method, Definition(method).GetParameters()),
    ];

    /// <summary>Names a type with its namespace, the way C# writes it; injective.</summary>
    public static string TypeName(Type type) => TypeNames.Of(type);

    /// <summary>Names the type that declares the method.</summary>
    public static string Contract(MethodInfo method) => TypeName(method.DeclaringType!);

    /// <summary>Names the closed method with its type arguments and parameters, such as <c>Get&lt;Shop.Product&gt;(int)</c>.</summary>
    /// <remarks>
    /// Cancellation tokens and progress are left out, and type parameters are closed, unless another overload would then
    /// read the same.
    /// </remarks>
    public static string Describe(MethodInfo method) => Descriptions.GetValue(method, Shortest);

    private static string Shortest(MethodInfo method)
    {
        var overloads = method
            .DeclaringType!.GetMethods(Declared)
            .Where(other => IsOverload(method, other))
            .Select(other => Close(other, method))
            .ToList();
        return FromShortToExact
            .Where(describe => overloads.TrueForAll(other => describe(other) != describe(method)))
            .Append(FromShortToExact[^1])
            .First()(method);
    }

    private static bool IsOverload(MethodInfo method, MethodInfo other) =>
        other.Name == method.Name
        && !other.HasSameMetadataDefinitionAs(method)
        && other.GetGenericArguments().Length == method.GetGenericArguments().Length;

    private static MethodInfo Close(MethodInfo other, MethodInfo method)
    {
        if (!method.IsGenericMethod)
        {
            return other;
        }

        try
        {
            return other.MakeGenericMethod(method.GetGenericArguments());
        }
        catch (ArgumentException)
        {
            // The constraints of the other overload keep these type arguments away from it; its open form is no rival.
            return other;
        }
    }

    private static MethodInfo Definition(MethodInfo method)
    {
        var open = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        return open.DeclaringType is { IsGenericType: true } contract
            ? (MethodInfo)contract.GetGenericTypeDefinition().GetMemberWithSameMetadataDefinitionAs(open)
            : open;
    }

    private static string Describe(MethodInfo method, IEnumerable<ParameterInfo> parameters)
    {
        var arguments = method.IsGenericMethod
            ? "<" + string.Join(',', method.GetGenericArguments().Select(TypeName)) + ">"
            : "";
        var types = string.Join(',', parameters.Select(parameter => TypeName(parameter.ParameterType)));
        return $"{KeyEscaping.Escape(method.Name)}{arguments}({types})";
    }
}
