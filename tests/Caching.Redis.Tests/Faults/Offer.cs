namespace Caching.Redis.Tests.Faults;

public sealed record Offer(int Id, long Version, string Text);
