using System.Reflection;

namespace Caching;

/// <summary>Checks arguments that don't come from a compiled call.</summary>
internal static class CallArguments
{
    public static void ThrowUnlessFitting(MethodInfo method, IReadOnlyList<object?> arguments)
    {
        var where = FriendlyNames.Of(method);
        if (method.ContainsGenericParameters)
        {
            throw new ArgumentException(
                $"{where} has open type parameters; close it with MakeGenericMethod.",
                nameof(method)
            );
        }

        var parameters = method.GetParameters();
        if (parameters.Length != arguments.Count)
        {
            var message = $"{where} has {parameters.Length} parameters, but {arguments.Count} arguments were given.";
            throw new ArgumentException(message, nameof(arguments));
        }

        foreach (var parameter in parameters)
        {
            if (!Fits(parameter.ParameterType, arguments[parameter.Position]))
            {
                var type = MethodSignature.TypeName(parameter.ParameterType);
                var message = $"The argument for '{parameter.Name}' of {where} is no {type}.";
                throw new ArgumentException(message, nameof(arguments));
            }
        }
    }

    private static bool Fits(Type type, object? value) =>
        value is null
            ? !type.IsValueType || Nullable.GetUnderlyingType(type) is not null || CallContext.IsOnly(type)
            : type.IsInstanceOfType(value);
}
