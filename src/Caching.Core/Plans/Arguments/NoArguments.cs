namespace Caching;

/// <summary>The end of the arguments.</summary>
internal readonly struct NoArguments : IArguments<NoArguments>
{
    public bool CanBeSame => true;

    public static NoArguments Unbox(object?[] arguments, int index) => default;

    public bool Same(in NoArguments other) => true;

    public ulong Hash(ulong before) => before;
}
