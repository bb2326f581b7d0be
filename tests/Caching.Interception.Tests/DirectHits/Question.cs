namespace Caching.Interception.Tests.DirectHits;

/// <summary>A record as argument.</summary>
public record Question(int Number, string Text);
