namespace Caching;

/// <summary>A condition as written: code, or the name of a static method of the type that carries the attribute.</summary>
internal sealed record PredicateDraft(Delegate? Code, Type? Declaring, string? Name);
