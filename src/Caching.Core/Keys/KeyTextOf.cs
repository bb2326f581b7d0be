namespace Caching;

/// <summary>A key selector of any arity over the boxed arguments.</summary>
internal delegate CacheKeyText KeyTextOf(ReadOnlySpan<object?> arguments);
