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

    /// <summary>Compiles what reads a time to live or an instant: code, a static method, or a path in braces.</summary>
    public static Func<object?, object?[], object?>? Ttl(
        PredicateDraft draft,
        PolicyMethod method,
        Type resultType,
        ProblemReport report
    )
    {
        var own = report with { Where = report.Where + ", TtlFrom" };
        var body =
            draft.Name?.StartsWith('{') == true
                ? ValuePaths.Read(draft.Name, method, resultType, (Result, Arguments), own)
                : Bind(draft, method, resultType, own, "TimeSpan or DateTimeOffset", IsTime);
        if (body is not null && !IsTime(body.Type))
        {
            own.Add(
                $"{draft.Name} is of type {FriendlyNames.Of(Nullable.GetUnderlyingType(body.Type) ?? body.Type)}, which says nothing about time.",
                "Name a TimeSpan or a DateTimeOffset, or a static method that returns one."
            );
            return null;
        }

        return Boxed(body);
    }

    public static Func<object?, object?[], object?>? Tags(
        PredicateDraft draft,
        PolicyMethod method,
        Type resultType,
        ProblemReport report
    ) =>
        Boxed(
            Bind(
                draft,
                method,
                resultType,
                report with
                {
                    Where = report.Where + ", TagsFrom",
                },
                "IEnumerable<string>",
                static type => type.IsAssignableTo(typeof(IEnumerable<string>))
            )
        );

    private static bool IsTime(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var time
        && (time == typeof(TimeSpan) || time == typeof(DateTimeOffset));

    private static Func<object?, object?[], object?>? Boxed(Expression? body) =>
        body is null
            ? null
            : Expression
                .Lambda<Func<object?, object?[], object?>>(Expression.Convert(body, typeof(object)), Result, Arguments)
                .Compile();

    private static Expression? Bind(
        PredicateDraft draft,
        PolicyMethod method,
        Type? resultType,
        ProblemReport report,
        string expected = "bool",
        Func<Type, bool>? fits = null
    )
    {
        if (PredicateCode.Find(draft, report) is not { } code)
        {
            return null;
        }

        if (!(fits?.Invoke(code.ReturnType) ?? code.ReturnType == typeof(bool)))
        {
            report.Add(
                $"{code.Name} returns {FriendlyNames.Of(code.ReturnType)}, not {expected}.",
                WayOut.Replace("bool", expected, StringComparison.Ordinal) + "."
            );
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
