namespace Caching;

/// <summary>Tells which methods no policy can work on, because of how they pass their values.</summary>
internal static class SignatureRules
{
    /// <summary>Returns whether a policy can work on the method; each reason against it is a problem.</summary>
    public static bool Check(PolicyMethod method, ProblemReport report)
    {
        var before = report.Problems.Count;
        foreach (var parameter in method.Parameters)
        {
            if (Kind(parameter.ParameterType) is not { } kind)
            {
                continue;
            }

            var modifier =
                parameter.IsOut ? "out "
                : parameter.IsIn ? "in "
                : parameter.ParameterType.IsByRef ? "ref "
                : "";
            report.Add(
                $"Parameter '{modifier}{FriendlyNames.Of(parameter.ParameterType).TrimEnd('&')} {parameter.Name}' {kind}, "
                    + (
                        parameter.ParameterType.IsByRef
                            ? "and such a value can neither be part of a key nor be replayed."
                            : "which no proxy can pass on."
                    ),
                "Take the policy off, or put it on an overload that takes the value itself (an array for a span)."
            );
        }

        var result = method.Method.ReturnType;
        if (Kind(result) is { } reason)
        {
            report.Add(
                $"It returns {FriendlyNames.Of(result)}, a value that {reason} and can't be handed out again: no proxy "
                    + "can pass it on.",
                "Take the policy off, or return the value itself (an array for a span)."
            );
        }

        return report.Problems.Count == before;
    }

    private static string? Kind(Type type) =>
        type.IsByRef ? "is passed by reference"
        : type.IsPointer || type.IsFunctionPointer ? "is a pointer"
        : type.IsByRefLike ? "lives on the stack"
        : null;
}
