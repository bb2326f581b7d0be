namespace Caching;

/// <summary>Checks that a key selector takes the first parameters of its method.</summary>
internal static class SelectorRules
{
    public static void Check(KeySource? selector, PolicyMethod method, ProblemReport report)
    {
        foreach (var (index, wanted) in (selector?.ParameterTypes ?? []).Index())
        {
            var given = method.Parameters.ElementAtOrDefault(index)?.ParameterType;
            if (given is not null && ArgumentAccess.CanPass(given, wanted))
            {
                continue;
            }

            var actual = string.Join(", ", method.Parameters.Select(known => FriendlyNames.Of(known.ParameterType)));
            report.Add(
                $"Parameter {index + 1} of the key selector is {FriendlyNames.Of(wanted)}, but the method takes ({actual}).",
                "Give the selector the first parameters of the method, in its order and with its types."
            );
        }
    }
}
