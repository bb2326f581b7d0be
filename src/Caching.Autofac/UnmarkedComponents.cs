using System.Reflection;
using Autofac.Core;
using Autofac.Core.Registration;
using Caching.Interception;

namespace Caching.Registration;

/// <summary>Finds registrations whose attributes would silently do nothing.</summary>
internal static class UnmarkedComponents
{
    private const string ExtrasInterceptors =
        "Autofac.Extras.DynamicProxy.RegistrationExtensions.InterceptorsPropertyName";
    private const string ExtrasAttribute = "Autofac.Extras.DynamicProxy.InterceptAttribute";

    /// <summary>Says what is wrong with a registration, if something is.</summary>
    public static CachingProblem? Check(IComponentRegistration registration)
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

    private static MemberInfo? FindAttribute(ComponentFacts facts) =>
        facts
            .Contracts.Select(contract =>
                PolicyAttributes.FindIn(contract) ?? PolicyAttributes.FindIn(facts.LimitType, contract)
            )
            .Concat(facts.Classes.Select(PolicyAttributes.FindIn))
            .FirstOrDefault(member => member is not null);

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
