using System.Net;
using System.Net.Sockets;

namespace Caching.Redis.Servers;

/// <summary>Hands out free ports of the loopback address, none twice.</summary>
/// <remarks>
/// They lie below the range from which systems take the ports of outgoing connections: nothing takes one by accident
/// while its server is down. A cluster's node also listens on its port + 10000, which is checked for all.
/// </remarks>
internal static class Ports
{
    private const int First = 10_000;
    private const int End = 20_000;
    private const int BusOffset = 10_000;

    private static readonly HashSet<int> Taken = [];
    private static readonly object Gate = new();

    public static int Take()
    {
        lock (Gate)
        {
            for (var attempt = 0; attempt < End - First; attempt++)
            {
                var port = Random.Shared.Next(First, End);
                if (!Taken.Contains(port) && IsFree(port) && IsFree(port + BusOffset))
                {
                    Taken.Add(port);
                    return port;
                }
            }
        }

        throw new InvalidOperationException($"No port from {First} to {End - 1} is free.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
