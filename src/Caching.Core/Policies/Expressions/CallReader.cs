using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Reads <c>p => p.FindAsync(id, default)</c> and <c>p => p.Name</c>.</summary>
internal static class CallReader
{
    /// <summary>Returns the method that the expression calls on its parameter, as called; otherwise <see langword="null"/>.</summary>
    public static MethodInfo? Read(LambdaExpression lambda, out IReadOnlyList<Expression> arguments)
    {
        (Expression? Target, MethodInfo? Method, IReadOnlyList<Expression> Given) call = StripConversions(
            lambda.Body
        ) switch
        {
            MethodCallExpression { Object: { } target } body => (target, body.Method, body.Arguments),
            MemberExpression { Member: PropertyInfo property } body => (body.Expression, Getter(property), []),
            IndexExpression { Indexer: { } indexer } body => (body.Object, Getter(indexer), body.Arguments),
            _ => (null, null, []),
        };
        arguments = call.Given;
        return call.Target is { } owner && StripConversions(owner) == lambda.Parameters[0] ? call.Method : null;
    }

    public static Expression StripConversions(Expression expression)
    {
        while (
            expression
                is UnaryExpression
                {
                    NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs
                } conversion
        )
        {
            expression = conversion.Operand;
        }

        return expression;
    }

    /// <summary>Tells whether an argument is <see cref="Arg.Any{T}"/>, converted or not.</summary>
    public static bool IsAny(Expression argument) =>
        StripConversions(argument) is MethodCallExpression call && IsAny(call.Method);

    public static bool IsAny(MethodInfo method) =>
        method.DeclaringType == typeof(Arg) && method.Name == nameof(Arg.Any);

    private static MethodInfo? Getter(PropertyInfo property) => property.GetGetMethod(nonPublic: true);
}
