namespace Caching;

/// <summary>A value of one type, told apart from others of it bit for bit.</summary>
/// <remarks>
/// Two are the same exactly when their encoder writes the same text. A struct around the value, so that code that is
/// generic in it is compiled for it; its constructor takes the value and nothing else.
/// </remarks>
internal interface IBits<TSelf>
    where TSelf : struct, IBits<TSelf>
{
    static abstract TSelf Unbox(object? value);

    /// <summary>Whether a value can be the same as another one; what can't is told apart by text.</summary>
    static virtual bool CanBeSame(TSelf value) => true;

    bool Same(TSelf other);

    int Hash();
}
