using System.Linq.Expressions;

namespace Caching;

/// <summary>Compiles a path in braces, such as <c>{result.ExpiresIn}</c>, to the value that it leads to.</summary>
internal static class ValuePaths
{
    /// <summary>Reads the value; <see langword="null"/> on the way is one at its end.</summary>
    public static Expression? Read(
        string text,
        PolicyMethod method,
        Type resultType,
        (Expression Given, Expression Arguments) call,
        ProblemReport report
    )
    {
        var path = text.EndsWith('}') ? text[1..^1].Trim().Split('.') : [];
        var parameter = Array.Find(method.Parameters, candidate => path.Length > 0 && candidate.Name == path[0]);
        var (type, root) = (path, parameter) switch
        {
            (["result", ..], _) => (resultType, call.Given),
            (_, { } found) => (
                found.ParameterType,
                Expression.ArrayIndex(call.Arguments, Expression.Constant(found.Position))
            ),
            _ => (null, null),
        };
        if (root is null || type is null)
        {
            report.Add(
                $"\"{text}\" names neither the result nor a parameter of {method.Method.Name}.",
                "Write a path such as {result.ExpiresIn}."
            );
            return null;
        }

        if (type.ContainsGenericParameters)
        {
            report.Add(
                $"\"{text}\" reads {FriendlyNames.Of(type)}, which is only known when the method is closed.",
                "Name a static method instead, or write the policy in code."
            );
            return null;
        }

        var value = TemplatePath.Value(root, type, path.AsSpan(1), out var reason);
        if (reason is not null)
        {
            report.Add($"\"{text}\" leads nowhere: {reason}.", "Name public properties or fields.");
        }

        return value;
    }
}
