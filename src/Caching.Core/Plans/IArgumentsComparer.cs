namespace Caching;

/// <summary>Compares the arguments of calls, as far as they are part of the key.</summary>
/// <remarks>A struct, so that code that is generic in it is compiled for it.</remarks>
internal interface IArgumentsComparer
{
    int Hash(object?[] arguments);

    bool Same(object?[] left, object?[] right);
}
