namespace Caching;

/// <summary>Values whose own equality is that of their bits.</summary>
internal readonly struct ScalarComparer<T> : IBits
    where T : struct, IEquatable<T>
{
    public static bool BoxedSame(object? a, object? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : ((T)a).Equals((T)b);

    public static int BoxedHash(object? a) => a is null ? 0 : ((T)a).GetHashCode();

    public static bool Same(T a, T b) => a.Equals(b);

    public static int Hash(T value) => value.GetHashCode();
}
