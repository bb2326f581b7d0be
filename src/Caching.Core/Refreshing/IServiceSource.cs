namespace Caching;

/// <summary>Resolves the service of one registration for work in the background.</summary>
internal interface IServiceSource
{
    /// <summary>Resolves it in a lifetime scope of its own, in the scope that owns the registration.</summary>
    /// <exception cref="Exception">Whatever the container throws where that is impossible.</exception>
    IServiceLease Open();
}
