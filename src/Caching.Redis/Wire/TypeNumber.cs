namespace Caching.Redis;

/// <summary>Counts the types that are written or read in this process.</summary>
internal static class TypeNumber
{
    private static int _last = -1;

    public static int Next() => Interlocked.Increment(ref _last);
}
