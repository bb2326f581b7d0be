namespace Caching;

/// <summary>Makes key sources of key selectors.</summary>
internal static class CacheKeySources
{
    public static KeySource From(KeySelector selector) => new SelectorKeySource([], _ => selector());

    public static KeySource From<T1>(KeySelector<T1> selector) =>
        new SelectorKeySource([typeof(T1)], arguments => selector((T1)arguments[0]!));

    public static KeySource From<T1, T2>(KeySelector<T1, T2> selector) =>
        new SelectorKeySource([typeof(T1), typeof(T2)], arguments => selector((T1)arguments[0]!, (T2)arguments[1]!));

    public static KeySource From<T1, T2, T3>(KeySelector<T1, T2, T3> selector) =>
        new SelectorKeySource(
            [typeof(T1), typeof(T2), typeof(T3)],
            arguments => selector((T1)arguments[0]!, (T2)arguments[1]!, (T3)arguments[2]!)
        );

    public static KeySource From<T1, T2, T3, T4>(KeySelector<T1, T2, T3, T4> selector) =>
        new SelectorKeySource(
            [typeof(T1), typeof(T2), typeof(T3), typeof(T4)],
            arguments => selector((T1)arguments[0]!, (T2)arguments[1]!, (T3)arguments[2]!, (T4)arguments[3]!)
        );

    public static KeySource From<T1, T2, T3, T4, T5>(KeySelector<T1, T2, T3, T4, T5> selector) =>
        new SelectorKeySource(
            [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5)],
            arguments =>
                selector((T1)arguments[0]!, (T2)arguments[1]!, (T3)arguments[2]!, (T4)arguments[3]!, (T5)arguments[4]!)
        );

    /// <summary>Makes a key source of a selector of any arity.</summary>
    /// <returns><see langword="null"/> when the delegate is no key selector.</returns>
    public static KeySource? From(Delegate selector)
    {
        if (selector is KeySelector constant)
        {
            return From(constant);
        }

        var type = selector.GetType();
        if (
            !type.IsGenericType
            || type.Assembly != typeof(KeySelector).Assembly
            || selector.Method.ReturnType != typeof(CacheKeyText)
        )
        {
            return null;
        }

        var arguments = type.GetGenericArguments();
        var from = Array.Find(
            typeof(CacheKeySources).GetMethods(),
            method => method.Name == nameof(From) && method.GetGenericArguments().Length == arguments.Length
        );
        return (KeySource?)from?.MakeGenericMethod(arguments).Invoke(null, [selector]);
    }
}
