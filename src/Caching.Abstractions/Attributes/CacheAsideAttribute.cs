namespace Caching;

/// <summary>Answers calls of a method from the cache under a key that the user writes.</summary>
/// <param name="key">
/// The key, such as <c>product:{id}</c>; each <c>{argument.Path}</c> is replaced by the encoded and escaped argument.
/// </param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class CacheAsideAttribute(string key) : ReadThroughAttribute
{
    /// <summary>Gets the key as written.</summary>
    public string Key { get; } = key;
}
