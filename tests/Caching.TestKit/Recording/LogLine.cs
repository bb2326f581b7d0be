using Microsoft.Extensions.Logging;

namespace Caching.TestKit.Recording;

/// <summary>One recorded log line.</summary>
public sealed record LogLine(string Category, LogLevel Level, EventId Id, string Message, Exception? Exception);
