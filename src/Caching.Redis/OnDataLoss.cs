namespace Caching.Redis;

/// <summary>What a process does when a server lost data that it had confirmed, as a promoted replica may have.</summary>
public enum OnDataLoss
{
    /// <summary>Carries out again what was invalidated within <see cref="RedisCacheOptions.ReplayWindow"/>.</summary>
    ReplayRecent = 0,

    /// <summary>Removes everything under the application's prefix.</summary>
    ClearPrefix = 1,
}
