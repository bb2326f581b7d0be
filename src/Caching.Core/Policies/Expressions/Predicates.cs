using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Compiles conditions, whose parameters are those of the method, by name.</summary>
internal static class Predicates
{
    private const string ResultName = "result";
    private const string WayOut =
        "Write a static method or lambda that returns bool and takes parameters of the method, with their names and types";

    private static readonly ParameterExpression Arguments = Expression.Parameter(typeof(object[]), "arguments");
    private static readonly ParameterExpression Result = Expression.Parameter(typeof(object), "result");

    public static Func<object?[], bool>? When(PredicateDraft draft, PolicyMethod method, ProblemReport report) =>
        Bind(draft, method, resultType: null, report with { Where = report.Where + ", When" }) is { } body
            ? Expression.Lambda<Func<object?[], bool>>(body, Arguments).Compile()
            : null;

    public static Func<object?, object?[], bool>? Unless(
        PredicateDraft draft,
        PolicyMethod method,
        Type resultType,
        ProblemReport report
    ) =>
        Bind(draft, method, resultType, report with { Where = report.Where + ", Unless" }) is { } body
            ? Expression.Lambda<Func<object?, object?[], bool>>(body, Result, Arguments).Compile()
            : null;

    private static Expression? Bind(PredicateDraft draft, PolicyMethod method, Type? resultType, ProblemReport report)
    {
        if (PredicateCode.Find(draft, report) is not { } code)
        {
            return null;
        }

        if (code.ReturnType != typeof(bool))
        {
            report.Add($"{code.Name} returns {FriendlyNames.Of(code.ReturnType)}, not bool.", WayOut + ".");
            return null;
        }

        var bound = code.Parameters.Select(wanted => Bind(wanted, code, method, resultType, report)).ToList();
        return bound.Contains(null) ? null : code.Call(bound!);
    }

    private static Expression? Bind(
        (string? Name, Type Type) wanted,
        PredicateCode code,
        PolicyMethod method,
        Type? resultType,
        ProblemReport report
    )
    {
        if (resultType is not null && wanted.Name == ResultName)
        {
            return ArgumentAccess.CanPass(resultType, wanted.Type)
                ? ArgumentAccess.Typed(Result, resultType, wanted.Type)
                : Refuse($"the result is {FriendlyNames.Of(resultType)}");
        }

        var parameter = Array.Find(method.Parameters, candidate => candidate.Name == wanted.Name);
        if (parameter is null)
        {
            return Refuse("the method has no such parameter");
        }

        return ArgumentAccess.CanPass(parameter.ParameterType, wanted.Type)
            ? ArgumentAccess.Read(Arguments, parameter.Position, parameter.ParameterType, wanted.Type)
            : Refuse($"the method's is {FriendlyNames.Of(parameter.ParameterType)}");

        Expression? Refuse(string cause)
        {
            var known = string.Join(", ", method.Parameters.Select(Describe));
            var more = resultType is null ? "" : $", {FriendlyNames.Of(resultType)} {ResultName}";
            report.Add(
                $"{code.Name} wants '{FriendlyNames.Of(wanted.Type)} {wanted.Name ?? "(no name)"}', but {cause}.",
                $"{WayOut}: {(known + more).TrimStart(',', ' ')}."
            );
            return null;
        }
    }

    private static string Describe(ParameterInfo parameter) =>
        FriendlyNames.Of(parameter.ParameterType) + " " + parameter.Name;
}
