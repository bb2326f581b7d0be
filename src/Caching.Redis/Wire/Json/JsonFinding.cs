namespace Caching.Redis;

/// <summary>Why a contract doesn't round-trip.</summary>
/// <param name="What">The member or type, and the cause; a sentence.</param>
/// <param name="WayOut">What to write instead; a sentence.</param>
internal sealed record JsonFinding(string What, string WayOut);
