using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Caching.Redis.Servers;

/// <summary>Asks a server one thing over a connection of its own: no pool, no retries, no state that a test could see.</summary>
internal static class ServerWire
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>The text of a simple or bulk answer, an error with its <c>-</c>, or null where nobody answers in time.</summary>
    public static async Task<string?> AskAsync(int port, params string[] command)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, patience.Token).ConfigureAwait(false);
            var stream = client.GetStream();
            await using var _ = stream.ConfigureAwait(false);
            await stream.WriteAsync(Encode(command), patience.Token).ConfigureAwait(false);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await ReadAsync(reader, patience.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static byte[] Encode(string[] command)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (var part in command)
        {
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<string?> ReadAsync(StreamReader reader, CancellationToken patience)
    {
        var line = await reader.ReadLineAsync(patience).ConfigureAwait(false);
        return line switch
        {
            null or "" => null,
            ['-', ..] => line,
            ['$', .. var length] => await ReadBulkAsync(reader, length, patience).ConfigureAwait(false),
            _ => line[1..],
        };
    }

    // What is asked here is answered in ASCII: a byte is a character.
    private static async Task<string?> ReadBulkAsync(StreamReader reader, string length, CancellationToken patience)
    {
        var text = new char[int.Parse(length, CultureInfo.InvariantCulture)];
        var read = await reader.ReadBlockAsync(text, patience).ConfigureAwait(false);
        return read == text.Length ? new string(text) : null;
    }
}
