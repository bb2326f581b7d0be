using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>Compiles <c>(int id) => p => p.FindAsync(id, default)</c>.</summary>
internal static class EntryTargets
{
    private const string Shape = "as in (int id) => p => p.FindAsync(id, default)";

    private static readonly ParameterExpression Arguments = Expression.Parameter(typeof(object[]), "arguments");

    /// <summary>Returns the target; a problem and <see langword="null"/> where it names none.</summary>
    public static EntryTarget? Compile(TargetDraft draft, PolicyMethod invalidating, ProblemReport report)
    {
        report = report with { Where = $"{report.Where}, {(draft.Exact ? "Entry" : "Entries")}" };
        if (Call(draft.Expression) is not { } call)
        {
            report.Add($"'{draft.Expression}' doesn't contain the call itself.", $"Write the call inline, {Shape}.");
            return null;
        }

        if (Parameters(draft.Expression, call, invalidating, report) is not { } outer)
        {
            return null;
        }

        var method = CallReader.Read(call, out var arguments);
        if (!IsEntryOwner(method, draft, call, report))
        {
            return null;
        }

        var compiler = new ArgumentCompiler(call, outer, Arguments, draft.Exact, report);
        var before = report.Problems.Count;
        Func<object?[], object?>?[] compiled =
        [
            .. method.GetParameters().Select((parameter, index) => compiler.Compile(parameter, arguments[index])),
        ];
        return report.Problems.Count > before
            ? null
            : new()
            {
                Service = draft.Service,
                Method = method,
                Arguments = compiled,
                Exact = draft.Exact,
                Text = TextOf(method, compiled, arguments),
            };
    }

    // As a person reads it: ICatalog.Find(id, *). Tokens and progress aren't part of a key.
    private static string TextOf(
        MethodInfo method,
        Func<object?[], object?>?[] compiled,
        IReadOnlyList<Expression> arguments
    ) =>
        FriendlyNames.Of(method)
        + "("
        + string.Join(
            ", ",
            Enumerable
                .Range(0, compiled.Length)
                .Where(index => !CallContext.IsOnly(arguments[index].Type))
                .Select(index => compiled[index] is null ? "*" : arguments[index].ToString())
        )
        + ")";

    private static bool IsEntryOwner(
        [NotNullWhen(true)] MethodInfo? method,
        TargetDraft draft,
        LambdaExpression call,
        ProblemReport report
    )
    {
        if (method is null || !draft.Service.HasInterface(method.DeclaringType!))
        {
            report.Add(
                $"'{call}' is no call of a method of {FriendlyNames.Of(draft.Service)}.",
                $"Call one of its methods directly, {Shape}."
            );
            return false;
        }

        if (ResultRules.Unwrap(method.ReturnType) is null)
        {
            report.Add(
                $"{FriendlyNames.Of(method)} returns nothing, so it has no entries.",
                "Name the method whose results are cached."
            );
            return false;
        }

        return true;
    }

    private static LambdaExpression? Call(LambdaExpression written) =>
        !typeof(Expression).IsAssignableFrom(written.ReturnType) ? written
        : written.Body is UnaryExpression { NodeType: ExpressionType.Quote, Operand: LambdaExpression inner } ? inner
        : null;

    // By position: the names are the lambda's own, and the compiler has checked their types within it.
    private static Dictionary<ParameterExpression, Expression>? Parameters(
        LambdaExpression written,
        LambdaExpression call,
        PolicyMethod invalidating,
        ProblemReport report
    )
    {
        var outer = new Dictionary<ParameterExpression, Expression>();
        if (written == call)
        {
            return outer;
        }

        foreach (var parameter in written.Parameters)
        {
            var given = invalidating.Parameters.ElementAtOrDefault(outer.Count)?.ParameterType;
            if (given is null || !ArgumentAccess.CanPass(given, parameter.Type))
            {
                var actual = string.Join(", ", invalidating.Parameters.Select(p => FriendlyNames.Of(p.ParameterType)));
                report.Add(
                    $"'{FriendlyNames.Of(parameter.Type)} {parameter.Name}' is parameter {outer.Count + 1} of the lambda, "
                        + $"but {FriendlyNames.Of(invalidating.Method)} takes ({actual}).",
                    "Give the lambda the first parameters of the invalidating method, in its order."
                );
                return null;
            }

            outer.Add(parameter, ArgumentAccess.Read(Arguments, outer.Count, given, parameter.Type));
        }

        return outer;
    }
}
