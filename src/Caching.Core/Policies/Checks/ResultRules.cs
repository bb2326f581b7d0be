using System.Collections;
using System.Runtime.CompilerServices;

namespace Caching;

/// <summary>Tells which results can be handed out again from the cache.</summary>
internal static class ResultRules
{
    private static readonly ConditionalWeakTable<Type, StrongBox<(string Cause, string WayOut)?>> Refusals = [];

    /// <summary>Returns what a method gives its caller in the end; <see langword="null"/> where that is nothing.</summary>
    public static Type? Unwrap(Type returnType)
    {
        if (returnType == typeof(void) || returnType == typeof(Task) || returnType == typeof(ValueTask))
        {
            return null;
        }

        return IsTaskOfResult(returnType) ? returnType.GetGenericArguments()[0] : returnType;
    }

    /// <summary>Returns why a result can't be cached; <see langword="null"/> where it can, also while its type is open.</summary>
    public static (string Cause, string WayOut)? Refuse(Type returnType) =>
        Unwrap(returnType) is { } result
            ? RefuseResult(result)
            : (
                $"returns {FriendlyNames.Of(returnType)}: there is no result to cache",
                "Take the policy off, or use InvalidateCache, which needs no result."
            );

    // Many methods return the same few types.
    private static (string Cause, string WayOut)? RefuseResult(Type result) =>
        Refusals.GetOrAdd(result, static type => new(Judge(type))).Value;

    private static (string Cause, string WayOut)? Judge(Type result)
    {
        if (result.IsGenericParameter)
        {
            return null;
        }

        if (Reason(result) is { } reason)
        {
            return (
                $"returns {FriendlyNames.Of(result)}, which can't be handed out again: {reason.Cause}",
                reason.WayOut
            );
        }

        return Parts(result).Select(RefuseResult).FirstOrDefault(refusal => refusal is not null);
    }

    private static (string Cause, string WayOut)? Reason(Type result) =>
        result switch
        {
            { IsByRef: true } => ("it is a reference into the target", "Return it by value."),
            { IsPointer: true } or { IsFunctionPointer: true } => ("it is a pointer", "Return the value."),
            { IsByRefLike: true } => ("it lives on the stack", "Return an array."),
            _ when Is<Delegate>(result) => ("it is code, with a state that no key sees", "Return the data."),
            _ when Is<IQueryable>(result) => ("it queries its source anew", "Return the data, by ToList or ToArray."),
            _ when IsAwaitable(result) => ("it is a task of its own", "Return one task, of the result itself."),
            _ when Closes(result, typeof(IAsyncEnumerable<>)) => (
                "it is consumed while it is produced",
                "Return the data in one task, such as Task<IReadOnlyList<T>>."
            ),
            _ when Is<Stream>(result) => ("it is read once", "Return the bytes, as byte[]."),
            _ when Is<IEnumerator>(result) || Closes(result, typeof(IAsyncEnumerator<>)) => (
                "it is read once",
                "Return the data, as IEnumerable<T> or a list."
            ),
            _ when Closes(result, typeof(Lazy<>)) => ("its value comes later, or its failure", "Return the value."),
            _ when Closes(result, typeof(IObservable<>)) => ("its values come later", "Return the data."),
            _ when Is<IDisposable>(result) || Is<IAsyncDisposable>(result) => (
                "the first caller disposes of it",
                "Return data that needs no disposal."
            ),
            _ when result == typeof(IEnumerable) || Closes(result, typeof(IOrderedEnumerable<>)) => (
                "it is evaluated anew each time, and has no form to store",
                "Return IEnumerable<T> or a list."
            ),
            _ => null,
        };

    // A container hands its elements out too. Types of the user's own are his to judge.
    private static Type[] Parts(Type result)
    {
        if (result.IsArray)
        {
            return [result.GetElementType()!];
        }

        var isContainer =
            result.IsGenericType
            && (
                result.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true
                || result.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple))
                || Nullable.GetUnderlyingType(result) is not null
                || result.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            );
        return isContainer ? result.GetGenericArguments() : [];
    }

    private static bool Is<T>(Type result) => typeof(T).IsAssignableFrom(result);

    private static bool IsTaskOfResult(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() is var open
        && (open == typeof(Task<>) || open == typeof(ValueTask<>));

    private static bool IsAwaitable(Type result) =>
        Is<Task>(result)
        || result == typeof(ValueTask)
        || IsTaskOfResult(result)
        || result.GetMethod("GetAwaiter", []) is not null;

    private static bool Closes(Type result, Type open) =>
        BaseTypes(result)
            .Concat(result.GetInterfaces())
            .Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == open);

    private static IEnumerable<Type> BaseTypes(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }
}
