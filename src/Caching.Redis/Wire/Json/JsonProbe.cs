using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Caching.Redis;

/// <summary>Tries what only trying tells: whether a contract can be read at all.</summary>
internal static class JsonProbe
{
    /// <summary>
    /// Reads; <see langword="false"/> when System.Text.Json itself refuses the type. A failure on the text, or in the
    /// type's own code, says nothing about other values.
    /// </summary>
    public static bool CanRead(JsonTypeInfo contract, string json, out object? value)
    {
        value = null;
        try
        {
            value = JsonSerializer.Deserialize(json, contract);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return !IsRefusal(failure);
        }
    }

    /// <summary>Tells whether what is written for a value can be read, and is the same when written again.</summary>
    public static bool RoundTrips(JsonTypeInfo contract, object value)
    {
        if (TryWrite(contract, value) is not { } json)
        {
            return true;
        }

        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize(json, contract), contract) == json;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Writes; <see langword="null"/> when this value can't be written, as a default often can't.</summary>
    public static string? TryWrite(JsonTypeInfo contract, object value)
    {
        try
        {
            return JsonSerializer.Serialize(value, contract);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static bool IsRefusal(Exception failure) =>
        failure is NotSupportedException or InvalidOperationException
        && failure.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true;
}
