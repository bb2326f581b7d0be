namespace Caching;

/// <summary>Stands for arguments in expressions that name a method.</summary>
public static class Arg
{
    /// <summary>Stands for any value.</summary>
    /// <typeparam name="T">The parameter's type, which chooses the overload.</typeparam>
    /// <returns>The default value; expressions are read, never run.</returns>
    public static T Any<T>() => default!;
}
