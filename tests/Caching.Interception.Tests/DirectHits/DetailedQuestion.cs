namespace Caching.Interception.Tests.DirectHits;

/// <summary>A record that derives from the one declared.</summary>
public sealed record DetailedQuestion(int Number, string Text, string Detail) : Question(Number, Text);
