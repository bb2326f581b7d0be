namespace Caching.Redis;

/// <summary>Stops a serializer that writes more than a payload may have; never leaves the codec.</summary>
internal sealed class PayloadTooLargeException : Exception;
