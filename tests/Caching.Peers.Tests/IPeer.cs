namespace Caching.Peers.Tests;

/// <summary>What every library here can do: load through the cache, and invalidate.</summary>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>Answers from the cache, or loads and stores under a tag.</summary>
    Task<string> GetAsync(string key, string tag, Func<Task<string>> load);

    Task InvalidateKeyAsync(string key);

    Task InvalidateTagAsync(string tag);
}
