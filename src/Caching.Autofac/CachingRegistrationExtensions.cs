using Autofac.Builder;
using Autofac.Core.Resolving.Pipeline;
using Autofac.Features.LightweightAdapters;
using Autofac.Features.Scanning;
using Caching;
using Caching.Registration;

namespace Autofac;

/// <summary>Says which registrations are cached.</summary>
public static class CachingRegistrationExtensions
{
    /// <summary>Has the policies that the attributes of the services and the implementation say carried out.</summary>
    /// <typeparam name="TLimit">The registration's limit type.</typeparam>
    /// <typeparam name="TActivatorData">The registration's activator data.</typeparam>
    /// <typeparam name="TStyle">The registration's style.</typeparam>
    /// <param name="registration">Any registration whose services are interfaces; also scanning and open generics.</param>
    /// <returns>The registration.</returns>
    /// <remarks>
    /// Consumers get a proxy that implements all services of the registration. Calls that the instance makes on itself
    /// don't pass it. Calling this again changes nothing.
    /// </remarks>
    public static IRegistrationBuilder<TLimit, TActivatorData, TStyle> EnableCaching<TLimit, TActivatorData, TStyle>(
        this IRegistrationBuilder<TLimit, TActivatorData, TStyle> registration
    )
    {
        ArgumentNullException.ThrowIfNull(registration);
        Mark(registration);
        return registration;
    }

    /// <summary>Has policies carried out that are written here, on top of those that attributes say.</summary>
    /// <typeparam name="TLimit">The registration's limit type.</typeparam>
    /// <typeparam name="TActivatorData">The registration's activator data.</typeparam>
    /// <typeparam name="TStyle">The registration's style.</typeparam>
    /// <typeparam name="TService">The service, taken from the parameter type of <paramref name="policies"/>.</typeparam>
    /// <param name="registration">The registration; one of its services is, or inherits, the service.</param>
    /// <param name="policies">Writes the policies, as in <c>(ServicePolicies&lt;ICatalog&gt; p) => p.Cached(...)</c>.</param>
    /// <returns>The registration; call this again for its other services.</returns>
    public static IRegistrationBuilder<TLimit, TActivatorData, TStyle> EnableCaching<
        TLimit,
        TActivatorData,
        TStyle,
        TService
    >(
        this IRegistrationBuilder<TLimit, TActivatorData, TStyle> registration,
        Action<ServicePolicies<TService>> policies
    )
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentNullException.ThrowIfNull(policies);
        var written = new ServicePolicies<TService>();
        policies(written);
        Mark(registration).Policies.Add(new MarkedPolicies(typeof(TService), written));
        return registration;
    }

    /// <summary>Has policies carried out that are written here by method name, for a service without a C# expression.</summary>
    /// <typeparam name="TLimit">The registration's limit type.</typeparam>
    /// <typeparam name="TActivatorData">The registration's activator data.</typeparam>
    /// <typeparam name="TStyle">The registration's style.</typeparam>
    /// <param name="registration">The registration; one of its services is, or inherits, the service.</param>
    /// <param name="service">The service, such as <c>typeof(IRepository&lt;&gt;)</c>.</param>
    /// <param name="policies">Writes the policies.</param>
    /// <returns>The registration; call this again for its other services.</returns>
    public static IRegistrationBuilder<TLimit, TActivatorData, TStyle> EnableCaching<TLimit, TActivatorData, TStyle>(
        this IRegistrationBuilder<TLimit, TActivatorData, TStyle> registration,
        Type service,
        Action<ServicePolicies> policies
    )
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(policies);
        var written = new ServicePolicies();
        policies(written);
        Mark(registration).Policies.Add(new MarkedPolicies(service, written));
        return registration;
    }

    /// <summary>Says that a registration isn't cached although its attributes say so.</summary>
    /// <typeparam name="TLimit">The registration's limit type.</typeparam>
    /// <typeparam name="TActivatorData">The registration's activator data.</typeparam>
    /// <typeparam name="TStyle">The registration's style.</typeparam>
    /// <param name="registration">The registration.</param>
    /// <returns>The registration.</returns>
    public static IRegistrationBuilder<TLimit, TActivatorData, TStyle> WithoutCaching<TLimit, TActivatorData, TStyle>(
        this IRegistrationBuilder<TLimit, TActivatorData, TStyle> registration
    )
    {
        ArgumentNullException.ThrowIfNull(registration);
        CachingMark.PutOff(registration.RegistrationData);
        return registration;
    }

    private static CachingMark Mark<TLimit, TActivatorData, TStyle>(
        IRegistrationBuilder<TLimit, TActivatorData, TStyle> registration
    )
    {
        if (CachingMark.Of(registration.RegistrationData) is { } marked)
        {
            CachingMark.Put(registration.RegistrationData, marked);
            return marked;
        }

        var mark = new CachingMark(StyleOf(registration), registration.ResolvePipeline);
        CachingMark.Put(registration.RegistrationData, mark);
        MarkedRegistrations.Watch(registration.RegistrationData, mark);
        registration.ConfigurePipeline(pipeline =>
            pipeline.Use(
                new ProxyActivation(mark, PipelinePhase.RegistrationPipelineStart),
                MiddlewareInsertionMode.EndOfPhase
            )
        );
        return mark;
    }

    private static MarkedStyle StyleOf<TLimit, TActivatorData, TStyle>(
        IRegistrationBuilder<TLimit, TActivatorData, TStyle> registration
    ) =>
        registration.RegistrationStyle is SingleRegistrationStyle ? MarkedStyle.Single
        : registration.ActivatorData is ScanningActivatorData or OpenGenericScanningActivatorData ? MarkedStyle.Scanning
        : registration.ActivatorData is LightweightAdapterActivatorData ? MarkedStyle.Adapter
        : MarkedStyle.Source;
}
