namespace Caching;

/// <summary>Makes what compares the arguments of a method's calls.</summary>
internal static class ArgumentsComparer
{
    /// <summary>Makes the comparer of a method's arguments; one that is <see langword="null"/> isn't part of the key.</summary>
    /// <remarks>Of simple types it is compiled for the method's signature, else it makes two calls per argument.</remarks>
    public static IArgumentsComparer For(BitComparer?[] comparers) =>
        Array.TrueForAll(comparers, comparer => comparer is null or { Bits: not null })
            ? (IArgumentsComparer)Activator.CreateInstance(typeof(BitArguments<>).MakeGenericType(Chain(comparers)))!
            : new EachArgument(comparers);

    private static Type Chain(BitComparer?[] comparers) =>
        comparers
            .Reverse()
            .Aggregate(
                typeof(NoArgument),
                (rest, comparer) =>
                    comparer is null
                        ? typeof(OtherArgument<>).MakeGenericType(rest)
                        : typeof(BitArgument<,>).MakeGenericType(comparer.Bits!, rest)
            );

    /// <summary>An argument and those that follow it.</summary>
    private interface IArguments
    {
        static abstract int Hash(object?[] arguments, int index, int before);

        static abstract bool Same(object?[] left, object?[] right, int index);
    }

    private readonly struct NoArgument : IArguments
    {
        public static int Hash(object?[] arguments, int index, int before) => before;

        public static bool Same(object?[] left, object?[] right, int index) => true;
    }

    private readonly struct OtherArgument<TRest> : IArguments
        where TRest : struct, IArguments
    {
        public static int Hash(object?[] arguments, int index, int before) => TRest.Hash(arguments, index + 1, before);

        public static bool Same(object?[] left, object?[] right, int index) => TRest.Same(left, right, index + 1);
    }

    private readonly struct BitArgument<TBits, TRest> : IArguments
        where TBits : struct, IBits
        where TRest : struct, IArguments
    {
        public static int Hash(object?[] arguments, int index, int before) =>
            TRest.Hash(arguments, index + 1, (before * 31) + TBits.BoxedHash(arguments[index]));

        public static bool Same(object?[] left, object?[] right, int index) =>
            TBits.BoxedSame(left[index], right[index]) && TRest.Same(left, right, index + 1);
    }

    private readonly struct BitArguments<TArguments> : IArgumentsComparer
        where TArguments : struct, IArguments
    {
        public int Hash(object?[] arguments) => TArguments.Hash(arguments, 0, 0);

        public bool Same(object?[] left, object?[] right) => TArguments.Same(left, right, 0);
    }

    private readonly struct EachArgument(BitComparer?[] comparers) : IArgumentsComparer
    {
        public int Hash(object?[] arguments)
        {
            var hash = 0;
            for (var i = 0; i < comparers.Length; i++)
            {
                if (comparers[i] is { } comparer)
                {
                    hash = (hash * 31) + comparer.GetHashCode(arguments[i]);
                }
            }

            return hash;
        }

        public bool Same(object?[] left, object?[] right)
        {
            for (var i = 0; i < comparers.Length; i++)
            {
                if (comparers[i] is { } comparer && !comparer.Equals(left[i], right[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
