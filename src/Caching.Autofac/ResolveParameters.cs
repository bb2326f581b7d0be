using Autofac;
using Autofac.Core;
using Autofac.Core.Resolving.Pipeline;

namespace Caching.Registration;

/// <summary>Finds the parameters of a resolve: state of the instance that no key sees.</summary>
internal static class ResolveParameters
{
    private const string ServiceKeyParameter = "Autofac.KeyedServiceKeyParameter";

    public static CachingProblem? Check(ResolveRequestContext context) =>
        context.Parameters.Any() ? CheckEach(context) : null;

    private static CachingProblem? CheckEach(ResolveRequestContext context)
    {
        // Autofac tells an instance its key this way. The plan knows it too, unless the registration answers any key.
        Parameter[] parameters =
        [
            .. context.Parameters.Where(parameter => !IsServiceKey(parameter) || AnswersAnyKey(context.Registration)),
        ];
        return parameters.Length == 0
            ? null
            : new CachingProblem(
                context.Service.Description,
                $"was resolved with {string.Join(", ", parameters.Select(Name))}: state that no key sees, so that "
                    + "instances with different parameters would answer with each other's entries.",
                "Make the value part of the keys with VaryBy, or say SharedAcrossInstances if results don't depend on it."
            );
    }

    private static bool IsServiceKey(Parameter parameter) => parameter.GetType().FullName == ServiceKeyParameter;

    private static bool AnswersAnyKey(IComponentRegistration registration) =>
        CachingMark
            .OriginOf(registration)
            .Services.OfType<KeyedService>()
            .Any(service => Equals(service.ServiceKey, KeyedService.AnyKey));

    private static string Name(Parameter parameter) =>
        parameter switch
        {
            NamedParameter named => $"the parameter '{named.Name}'",
            TypedParameter typed => $"a parameter of type {FriendlyNames.Of(typed.Type)}",
            PositionalParameter positional => $"the parameter at position {positional.Position}",
            _ when IsServiceKey(parameter) => "the key that it was asked for by",
            _ => "a parameter",
        };
}
