using System.Linq.Expressions;
using System.Reflection;

namespace Caching;

/// <summary>A condition's code: a delegate, or a static method found by name.</summary>
internal sealed class PredicateCode
{
    private const BindingFlags Statics =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Func<IEnumerable<Expression>, Expression> _call;

    private PredicateCode(
        string name,
        Type returnType,
        IReadOnlyList<(string? Name, Type Type)> parameters,
        Func<IEnumerable<Expression>, Expression> call
    )
    {
        Name = name;
        ReturnType = returnType;
        Parameters = parameters;
        _call = call;
    }

    public string Name { get; }

    public Type ReturnType { get; }

    public IReadOnlyList<(string? Name, Type Type)> Parameters { get; }

    public static PredicateCode? Find(PredicateDraft draft, ProblemReport report) =>
        draft.Code is { } code ? From(code) : Named(draft.Declaring!, draft.Name!, report);

    public Expression Call(IEnumerable<Expression> arguments) => _call(arguments);

    private static PredicateCode From(Delegate code)
    {
        var invoke = code.GetType().GetMethod(nameof(Action.Invoke))!;
        var types = invoke.GetParameters();
        var names = code.Method.GetParameters();

        // A delegate that is closed over its first argument has one parameter less than its method.
        var closed = names.Length - types.Length;
        return new(
            "The condition",
            invoke.ReturnType,
            [.. types.Select((type, index) => (names[index + closed].Name, type.ParameterType))],
            arguments => Expression.Invoke(Expression.Constant(code), arguments)
        );
    }

    private static PredicateCode? Named(Type declaring, string name, ProblemReport report)
    {
        var found = Array.FindAll(declaring.GetMethods(Statics), method => method.Name == name);
        if (found is [{ IsGenericMethodDefinition: false } method])
        {
            return new(
                $"{FriendlyNames.Of(declaring)}.{name}",
                method.ReturnType,
                [.. method.GetParameters().Select(parameter => (parameter.Name, parameter.ParameterType))],
                arguments => Expression.Call(method, arguments)
            );
        }

        var cause = found.Length switch
        {
            0 => "has no static method of that name",
            1 => "has only a generic method of that name",
            _ => $"has {found.Length} static methods of that name",
        };
        report.Add(
            $"'{name}' names no condition: {FriendlyNames.Of(declaring)} {cause}.",
            $"Write one static bool {(name.Length == 0 ? "method" : name)} on {FriendlyNames.Of(declaring)}, where the "
                + "attribute stands, and name it with nameof."
        );
        return null;
    }
}
