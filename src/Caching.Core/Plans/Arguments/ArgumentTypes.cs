namespace Caching;

/// <summary>Finds the <see cref="IArguments{TSelf}"/> of a method.</summary>
internal static class ArgumentTypes
{
    /// <summary>Finds it by the <see cref="IBits{TSelf}"/> of each parameter; one that is <see langword="null"/> isn't part of the key.</summary>
    public static Type Of(IReadOnlyList<Type?> bits) =>
        bits.Reverse()
            .Aggregate(
                typeof(NoArguments),
                (rest, one) =>
                    one is null
                        ? typeof(SkippedArgument<>).MakeGenericType(rest)
                        : typeof(Argument<,>).MakeGenericType(one, rest)
            );
}
