namespace Caching;

/// <summary>Writes the key of a call without arguments, such as <c>() => $"all"</c>.</summary>
/// <returns>The key.</returns>
public delegate CacheKeyText KeySelector();

/// <summary>Writes a key from the first argument of a call, such as <c>(Currency c) => $"rate:{c}"</c>.</summary>
/// <typeparam name="T1">The type of the first argument.</typeparam>
/// <param name="first">The first argument.</param>
/// <returns>The key.</returns>
public delegate CacheKeyText KeySelector<in T1>(T1 first);

/// <summary>Writes a key from the first two arguments of a call.</summary>
/// <typeparam name="T1">The type of the first argument.</typeparam>
/// <typeparam name="T2">The type of the second argument.</typeparam>
/// <param name="first">The first argument.</param>
/// <param name="second">The second argument.</param>
/// <returns>The key.</returns>
public delegate CacheKeyText KeySelector<in T1, in T2>(T1 first, T2 second);

/// <summary>Writes a key from the first three arguments of a call.</summary>
/// <typeparam name="T1">The type of the first argument.</typeparam>
/// <typeparam name="T2">The type of the second argument.</typeparam>
/// <typeparam name="T3">The type of the third argument.</typeparam>
/// <param name="first">The first argument.</param>
/// <param name="second">The second argument.</param>
/// <param name="third">The third argument.</param>
/// <returns>The key.</returns>
public delegate CacheKeyText KeySelector<in T1, in T2, in T3>(T1 first, T2 second, T3 third);

/// <summary>Writes a key from the first four arguments of a call.</summary>
/// <typeparam name="T1">The type of the first argument.</typeparam>
/// <typeparam name="T2">The type of the second argument.</typeparam>
/// <typeparam name="T3">The type of the third argument.</typeparam>
/// <typeparam name="T4">The type of the fourth argument.</typeparam>
/// <param name="first">The first argument.</param>
/// <param name="second">The second argument.</param>
/// <param name="third">The third argument.</param>
/// <param name="fourth">The fourth argument.</param>
/// <returns>The key.</returns>
public delegate CacheKeyText KeySelector<in T1, in T2, in T3, in T4>(T1 first, T2 second, T3 third, T4 fourth);

/// <summary>Writes a key from the first five arguments of a call.</summary>
/// <typeparam name="T1">The type of the first argument.</typeparam>
/// <typeparam name="T2">The type of the second argument.</typeparam>
/// <typeparam name="T3">The type of the third argument.</typeparam>
/// <typeparam name="T4">The type of the fourth argument.</typeparam>
/// <typeparam name="T5">The type of the fifth argument.</typeparam>
/// <param name="first">The first argument.</param>
/// <param name="second">The second argument.</param>
/// <param name="third">The third argument.</param>
/// <param name="fourth">The fourth argument.</param>
/// <param name="fifth">The fifth argument.</param>
/// <returns>The key.</returns>
public delegate CacheKeyText KeySelector<in T1, in T2, in T3, in T4, in T5>(
    T1 first,
    T2 second,
    T3 third,
    T4 fourth,
    T5 fifth
);
