namespace Caching.Redis;

/// <summary>The number of a type in this process.</summary>
internal static class TypeNumber<T>
{
    public static readonly int Value = TypeNumber.Next();
}
