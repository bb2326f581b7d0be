using System.Linq.Expressions;

namespace Caching;

/// <summary>Compiles what keys vary by.</summary>
internal static class VaryBySources
{
    /// <summary>Compiles a fluent access; the value's declared type is that before it was boxed.</summary>
    public static VaryBySource From<TContext>(Expression<Func<TContext, object?>> value, string source)
        where TContext : notnull
    {
        ArgumentNullException.ThrowIfNull(value);
        var context = value.Parameters[0];
        var body = value.Body;
        while (body is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } boxing)
        {
            body = boxing.Operand;
        }

        var read = value.Compile();
        var path = PathOf(body, context);
        return new()
        {
            ContextType = typeof(TContext),
            ValueType = body.Type,
            Read = instance => read((TContext)instance),
            Name = FriendlyNames.Of(typeof(TContext)) + "." + (path ?? body.ToString()),
            Source = source,
            IsPath = path is not null,
        };
    }

    private static string? PathOf(Expression body, ParameterExpression context) =>
        body switch
        {
            MemberExpression { Expression: { } owner } member when owner == context => member.Member.Name,
            MemberExpression { Expression: { } owner } member when PathOf(owner, context) is { } path => path
                + "."
                + member.Member.Name,
            _ => null,
        };
}
