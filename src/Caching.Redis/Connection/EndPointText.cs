using System.Globalization;
using System.Net;

namespace Caching.Redis;

/// <summary>Writes an end point as people do.</summary>
internal static class EndPointText
{
    public static string Of(EndPoint? endPoint) =>
        endPoint switch
        {
            DnsEndPoint dns => string.Create(CultureInfo.InvariantCulture, $"{dns.Host}:{dns.Port}"),
            null => "",
            _ => endPoint.ToString() ?? "",
        };
}
