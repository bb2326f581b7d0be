namespace Caching;

/// <summary>A service and the lifetime scope that it was resolved in, which ends with the lease.</summary>
internal interface IServiceLease : IAsyncDisposable
{
    /// <summary>Gets the caching proxy of the service, without what the container puts outside of it.</summary>
    object Service { get; }
}
