using System.Collections.Concurrent;
using Autofac.Builder;
using Autofac.Core;
using Autofac.Core.Resolving.Pipeline;

namespace Caching.Registration;

/// <summary>What <c>EnableCaching</c> leaves on a registration, in its metadata.</summary>
/// <remarks>
/// All components that come of one registration (by scanning, by closing an open generic) share it, so it also holds
/// what was planned for each of them, for as long as the registration lives.
/// </remarks>
internal sealed class CachingMark(MarkedStyle style, IResolvePipelineBuilder pipeline)
{
    private const string Key = "Caching";
    private const string OffKey = "Caching.Off";

    /// <summary>Gets how the marked registration makes its components.</summary>
    public MarkedStyle Style { get; } = style;

    /// <summary>Gets the fluent policies, in the order in which they were written.</summary>
    public List<MarkedPolicies> Policies { get; } = [];

    /// <summary>Gets what was planned for each component, by its origin.</summary>
    public ConcurrentDictionary<IComponentRegistration, CachedComponent> Components { get; } = new();

    /// <summary>Gets whether the registration has an <c>OnRelease</c> handler, wherever it was written.</summary>
    public bool HasOnRelease => pipeline.Middleware.Any(static stage => stage.ToString() == "OnRelease");

    /// <summary>Reads the mark of a registration; one that says <c>WithoutCaching</c> has none.</summary>
    public static CachingMark? Of(IComponentRegistration registration) =>
        IsOff(registration) ? null
        : registration.Metadata.TryGetValue(Key, out var mark) ? mark as CachingMark
        : null;

    /// <summary>Tells whether a registration says <c>WithoutCaching</c>.</summary>
    public static bool IsOff(IComponentRegistration registration) => registration.Metadata.ContainsKey(OffKey);

    public static CachingMark? Of(RegistrationData data) =>
        data.Metadata.TryGetValue(Key, out var mark) ? mark as CachingMark : null;

    public static void Put(RegistrationData data, CachingMark mark)
    {
        data.Metadata[Key] = mark;
        data.Metadata.Remove(OffKey);
    }

    public static void PutOff(RegistrationData data) => data.Metadata[OffKey] = true;

    /// <summary>Finds the registration that a component is known by here, through what child scopes wrap it in.</summary>
    /// <remarks>An adapter is made anew for each scope, so it is known by what it adapts.</remarks>
    public static IComponentRegistration OriginOf(IComponentRegistration registration)
    {
        while (!ReferenceEquals(registration.Target, registration))
        {
            registration = registration.Target;
        }

        return registration;
    }
}
