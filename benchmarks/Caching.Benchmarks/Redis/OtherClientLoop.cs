using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Caching.Benchmarks.Redis;

/// <summary>What the other client's process does: one GET after the other on a plain socket, until its input ends.</summary>
internal static class OtherClientLoop
{
    public const string Verb = "other-client";

    // Warm code and a warm connection before the first noted read.
    private const int WarmUp = 20_000;

    private static readonly byte[] Request = "*2\r\n$3\r\nGET\r\n$12\r\nother:client\r\n"u8.ToArray();

    public static int Run(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var waits = new long[4_000_000];
        for (var read = 0; read < WarmUp; read++)
        {
            waits[read] = Read(socket);
        }

        Console.WriteLine("warm");
        Console.ReadLine();
        Console.WriteLine("reading");
        var end = Task.Run(Console.In.ReadLine);
        var reads = 0;
        while (!end.IsCompleted && reads < waits.Length)
        {
            waits[reads++] = Read(socket);
        }

        Array.Sort(waits, 0, reads);
        var p99 = Stopwatch.GetElapsedTime(0, waits[(int)(reads * 0.99)]).TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reads} {p99}"));
        return 0;
    }

    // The key isn't there, so the answer is a few bytes that come in one piece.
    private static long Read(Socket socket)
    {
        Span<byte> answer = stackalloc byte[64];
        var start = Stopwatch.GetTimestamp();
        socket.Send(Request);
        if (socket.Receive(answer) == 0)
        {
            throw new InvalidOperationException("The server closed the connection.");
        }

        return Stopwatch.GetTimestamp() - start;
    }
}
