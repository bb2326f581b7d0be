using System.Collections.Concurrent;
using System.Reflection;
using Autofac.Core;
using Autofac.Core.Registration;
using Caching.Interception;

namespace Caching.Registration;

/// <summary>Finds registrations whose attributes would silently do nothing.</summary>
/// <remarks>Thread-safe. Child scopes ask for each of their registrations, so types are looked at once.</remarks>
internal sealed class UnmarkedComponents
{
    private const string ExtrasInterceptors =
        "Autofac.Extras.DynamicProxy.RegistrationExtensions.InterceptorsPropertyName";
    private const string ExtrasAttribute = "Autofac.Extras.DynamicProxy.InterceptAttribute";

    private readonly ConcurrentDictionary<(Type Service, Type Implementation), MemberInfo?> _members = new();

    /// <summary>Says what is wrong with a registration, if something is.</summary>
    public CachingProblem? Check(IComponentRegistration registration)
    {
        if (IsExempt(registration))
        {
            return null;
        }

        var facts = new ComponentFacts(registration);
        return FindAttribute(facts) is not { } member
            ? null
            : new CachingProblem(
                $"{FriendlyNames.Of(member.DeclaringType!)}.{member.Name}",
                $"carries a policy, but {FriendlyNames.Of(facts.LimitType)} is registered as {facts.Where} without "
                    + "caching, so the policy would do nothing.",
                "Add .EnableCaching() to the registration, or .WithoutCaching() if that is meant."
            );
    }

    /// <summary>Tells whether Autofac.Extras.DynamicProxy hands the registration's calls to the plain interceptor.</summary>
    public static bool IsIntercepted(IComponentRegistration registration) =>
        registration.Metadata.TryGetValue(ExtrasInterceptors, out var value)
            && value is IEnumerable<Service> services
            && services.OfType<TypedService>().Any(service => service.ServiceType.Equals(typeof(CachingInterceptor)))
        || CarriesInterceptAttribute(registration.Activator.LimitType);

    // Adapters target what they adapt; decorators are known to consumers under a kind of service of their own.
    private static bool IsExempt(IComponentRegistration registration) =>
        CachingMark.IsOff(registration)
        || CachingMark.Of(registration) is not null
        || !ReferenceEquals(registration.Target, registration)
        || registration.Options.HasFlag(RegistrationOptions.Composite)
        || IsIntercepted(registration);

    private MemberInfo? FindAttribute(ComponentFacts facts) =>
        facts
            .Contracts.Concat(facts.Classes)
            .Select(service => _members.GetOrAdd((service, facts.LimitType), static key => Find(key)))
            .FirstOrDefault(member => member is not null);

    private static MemberInfo? Find((Type Service, Type Implementation) key) =>
        PolicyAttributes.FindIn(key.Service)
        ?? (key.Service.IsInterface ? PolicyAttributes.FindIn(key.Implementation, key.Service) : null);

    private static bool CarriesInterceptAttribute(Type type) =>
        type.GetInterfaces()
            .Prepend(type)
            .SelectMany(static declaring => declaring.GetCustomAttributesData())
            .Any(attribute =>
                attribute.AttributeType.FullName == ExtrasAttribute
                && attribute.ConstructorArguments is [{ Value: Type interceptor }]
                && interceptor.Equals(typeof(CachingInterceptor))
            );
}
