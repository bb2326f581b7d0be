namespace Caching;

/// <summary>The result of a method that has none.</summary>
internal readonly record struct NoResult;
