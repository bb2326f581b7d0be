namespace Caching;

/// <summary>An argument that is part of the key.</summary>
internal readonly struct Argument<TBits, TRest>(TBits bits, TRest rest) : IArguments<Argument<TBits, TRest>>
    where TBits : struct, IBits<TBits>
    where TRest : struct, IArguments<TRest>
{
    private readonly TBits _bits = bits;
    private readonly TRest _rest = rest;

    public bool CanBeSame => TBits.CanBeSame(_bits) && _rest.CanBeSame;

    public static Argument<TBits, TRest> Unbox(object?[] arguments, int index) =>
        new(TBits.Unbox(arguments[index]), TRest.Unbox(arguments, index + 1));

    public bool Same(in Argument<TBits, TRest> other) => _bits.Same(other._bits) && _rest.Same(in other._rest);

    public ulong Hash(ulong before) => _rest.Hash(FxHash.Add(before, _bits.Hash()));
}
