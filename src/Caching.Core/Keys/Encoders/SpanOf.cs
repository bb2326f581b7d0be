namespace Caching;

internal delegate ReadOnlySpan<TElement> SpanOf<in T, TElement>(T value);
