using System.Net;
using StackExchange.Redis;

namespace Caching.Redis;

/// <summary>Reads connection strings without ever repeating them: they hold secrets.</summary>
internal static class ConnectionStrings
{
    public static ConfigurationOptions Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        if (connectionString.Contains("://", StringComparison.Ordinal))
        {
            throw Refused("it is a URI", connectionString.Length);
        }

        var parsed = TryParse(connectionString, out var mistake);
        if (parsed is null)
        {
            throw Refused(mistake, connectionString.Length);
        }

        if (parsed.EndPoints.Count == 0)
        {
            throw Refused("it names no server", connectionString.Length);
        }

        // A misplaced secret would be taken for the name of a host, and names of hosts are shown.
        return parsed.EndPoints.Any(endPoint => endPoint is DnsEndPoint { Host: var host } && !IsHost(host))
            ? throw Refused("one of its servers isn't the name of a host", connectionString.Length)
            : parsed;
    }

    private static ConfigurationOptions? TryParse(string connectionString, out string mistake)
    {
        mistake = "";
        try
        {
            return ConfigurationOptions.Parse(connectionString);
        }
        catch (ArgumentOutOfRangeException failure) when (failure.ParamName is { } option)
        {
            mistake = $"its option \"{option}\" can't be read";
            return null;
        }
        catch (ArgumentException)
        {
            // Not named: a password that stands alone and holds a '=' looks like one.
            mistake = "an option isn't known";
            return null;
        }
        catch (FormatException)
        {
            mistake = "an option can't be read";
            return null;
        }
    }

    private static bool IsHost(string host) => host.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_');

    private static ArgumentException Refused(string cause, int length) =>
        new(
            $"A connection string of {length} characters (not shown, it may hold a secret) can't be used: {cause}. "
                + "Write host:port, then options as StackExchange.Redis knows them, such as "
                + "localhost:6379,password=...,ssl=true."
        );
}
