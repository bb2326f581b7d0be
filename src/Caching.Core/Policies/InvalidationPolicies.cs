namespace Caching;

/// <summary>Decides what the calls of a method invalidate: what all levels say adds up.</summary>
internal static class InvalidationPolicies
{
    public static InvalidationPolicy Decide(
        PolicyMethod method,
        InvalidationDraft draft,
        ServiceDefaults defaults,
        ProblemReport report
    ) =>
        new()
        {
            Source = draft.Source,
            Tags = draft.Tags,
            Patterns = draft.Patterns,
            Keys = draft.Keys,
            Targets =
            [
                .. draft.Targets.Select(target => EntryTargets.Compile(target, method, report)).OfType<EntryTarget>(),
            ],
            KeyPrefix = draft.Prefix is { } prefix ? new(prefix, draft.Source) : defaults.Prefix(method),
            PatternPrefix = draft.Prefix,
            Backend = draft.Backend is { } backend ? new(backend, draft.Source) : defaults.Backend(method),
            Before = draft.Before,
            FenceFor = draft.FenceFor,
        };
}
