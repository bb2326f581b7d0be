namespace Caching;

/// <summary>An argument that isn't part of the key: it belongs to its call, and isn't kept.</summary>
internal readonly struct SkippedArgument<TRest>(TRest rest) : IArguments<SkippedArgument<TRest>>
    where TRest : struct, IArguments<TRest>
{
    private readonly TRest _rest = rest;

    public bool CanBeSame => _rest.CanBeSame;

    public static SkippedArgument<TRest> Unbox(object?[] arguments, int index) =>
        new(TRest.Unbox(arguments, index + 1));

    public bool Same(in SkippedArgument<TRest> other) => _rest.Same(in other._rest);

    public ulong Hash(ulong before) => _rest.Hash(before);
}
