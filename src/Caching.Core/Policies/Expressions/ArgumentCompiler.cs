using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Compiles the arguments of a call into functions of the arguments of the invalidating call.</summary>
internal sealed class ArgumentCompiler(
    LambdaExpression call,
    IReadOnlyDictionary<ParameterExpression, Expression> outer,
    ParameterExpression arguments,
    bool exact,
    ProblemReport report
) : ExpressionVisitor
{
    private bool _readsService;
    private bool _containsAny;

    public Func<object?[], object?>? Compile(ParameterInfo parameter, Expression argument)
    {
        if (CallContext.IsOnly(parameter.ParameterType))
        {
            return null;
        }

        if (CallReader.IsAny(argument))
        {
            if (exact)
            {
                report.Add(
                    $"'{parameter.Name}' is Arg.Any in '{call}', but Entry names exactly one entry.",
                    "Use Entries, or give the argument."
                );
            }

            return null;
        }

        (_readsService, _containsAny) = (false, false);
        var body = Visit(argument);
        if (_readsService || _containsAny)
        {
            report.Add(
                _containsAny
                    ? $"'{parameter.Name}' contains Arg.Any inside '{argument}' of '{call}'."
                    : $"'{parameter.Name}' is computed from the service itself in '{call}'.",
                "An argument is Arg.Any alone, or computed from the parameters of the outer lambda."
            );
            return null;
        }

        return Expression
            .Lambda<Func<object?[], object?>>(Expression.Convert(body, typeof(object)), arguments)
            .Compile();
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        _readsService |= node == call.Parameters[0];
        return outer.TryGetValue(node, out var access) ? access : node;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        _containsAny |= CallReader.IsAny(node.Method);
        return base.VisitMethodCall(node);
    }
}
