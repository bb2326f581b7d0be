namespace Caching;

/// <summary>The arguments of a call as they come, as far as they are part of the key: one and those that follow it.</summary>
/// <remarks>
/// Structs in structs, so that code that is generic in them is compiled for a method's signature, and neither boxes nor
/// asks for types. Each has one constructor, which takes what it consists of in this order.
/// </remarks>
internal interface IArguments<TSelf>
    where TSelf : struct, IArguments<TSelf>
{
    static abstract TSelf Unbox(object?[] arguments, int index);

    /// <summary>Gets whether each can be the same as that of another call.</summary>
    bool CanBeSame { get; }

    bool Same(in TSelf other);

    /// <summary>Hashes the arguments; most even in the upper bits.</summary>
    /// <param name="before">The hash of those before them.</param>
    ulong Hash(ulong before);
}
