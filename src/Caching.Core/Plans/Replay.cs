namespace Caching;

/// <summary>Turns lazy sequences into arrays: a stored one would run its query again for every reader.</summary>
internal static class Replay
{
    /// <summary>Gets the type of what is stored for a declared type.</summary>
    public static Type StoredType(Type type) => IsLazy(type) ? type.GetGenericArguments()[0].MakeArrayType() : type;

    /// <summary>Gets what makes values of a type replayable; <see langword="null"/> when they are.</summary>
    public static Func<T, T>? For<T>()
    {
        if (!IsLazy(typeof(T)))
        {
            return null;
        }

        var element = typeof(T).GetGenericArguments()[0];
        var method = new Func<IEnumerable<object>, IEnumerable<object>>(ToArray).Method.GetGenericMethodDefinition();
        return method.MakeGenericMethod(element).CreateDelegate<Func<T, T>>();
    }

    private static bool IsLazy(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);

    private static IEnumerable<TElement> ToArray<TElement>(IEnumerable<TElement> sequence) =>
        sequence is null or IReadOnlyCollection<TElement> or ICollection<TElement> ? sequence! : sequence.ToArray();
}
