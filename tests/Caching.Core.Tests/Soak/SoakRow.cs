namespace Caching.Core.Tests.Soak;

/// <summary>One row as it was when it was read.</summary>
internal sealed record SoakRow(int Key, long Version);
