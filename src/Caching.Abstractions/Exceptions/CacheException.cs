namespace Caching;

/// <summary>The base of everything that this library throws of its own.</summary>
public abstract class CacheException : Exception
{
    private protected CacheException(string message, CacheErrorCode code, Exception? innerException)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>Gets what kind of failure this is, stable across versions.</summary>
    public CacheErrorCode Code { get; }

    /// <summary>Gets the HTTP status that a web application would answer with.</summary>
    /// <value>503 when the backend can't be reached, 504 when a load took too long, else 500.</value>
    public int StatusCode =>
        Code switch
        {
            CacheErrorCode.Connection => 503,
            CacheErrorCode.LoadTimeout => 504,
            _ => 500,
        };

    /// <summary>Gets the data of the failure by name, for structured logs.</summary>
    public abstract IReadOnlyDictionary<string, object?> Details { get; }
}
