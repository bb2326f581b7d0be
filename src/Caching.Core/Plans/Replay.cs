namespace Caching;

/// <summary>Turns lazy sequences into arrays: a stored one would run its query again for every reader.</summary>
internal static class Replay
{
    /// <summary>Gets what makes values of a type replayable; <see langword="null"/> when they are.</summary>
    public static Func<T, T>? For<T>()
    {
        if (!typeof(T).IsGenericType || typeof(T).GetGenericTypeDefinition() != typeof(IEnumerable<>))
        {
            return null;
        }

        var element = typeof(T).GetGenericArguments()[0];
        var method = new Func<IEnumerable<object>, IEnumerable<object>>(ToArray).Method.GetGenericMethodDefinition();
        return method.MakeGenericMethod(element).CreateDelegate<Func<T, T>>();
    }

    private static IEnumerable<TElement> ToArray<TElement>(IEnumerable<TElement> sequence) =>
        sequence is null or IReadOnlyCollection<TElement> or ICollection<TElement> ? sequence! : sequence.ToArray();
}
