using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Caching.Redis;

/// <summary>Connects with sockets that block, so that the client's reading threads wait for replies and for nobody else.</summary>
/// <remarks>
/// A socket that has once been used asynchronously, to connect, has its readiness told by way of the thread pool on Unix:
/// where all pool threads wait for replies, a reply can stay unread until one of them gives up.
/// </remarks>
internal sealed class BlockingSockets(Action<EndPoint, ConnectionType, Socket>? beforeConnect) : Tunnel
{
    // None is needed by the client.
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult<EndPoint?>(null);

    public override async ValueTask<Stream?> BeforeAuthenticateAsync(
        EndPoint endpoint,
        ConnectionType connectionType,
        Socket? socket,
        CancellationToken cancellationToken
    ) =>
        await Task
            .Factory.StartNew(
                () => Connect(endpoint, connectionType, cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .ConfigureAwait(false);

    private NetworkStream Connect(EndPoint endpoint, ConnectionType connectionType, CancellationToken cancellationToken)
    {
        var isTcp = endpoint is not UnixDomainSocketEndPoint;
        var protocol = isTcp ? ProtocolType.Tcp : ProtocolType.Unspecified;
        var socket =
            endpoint.AddressFamily is AddressFamily.Unspecified
                ? new Socket(SocketType.Stream, protocol) // a name may stand for addresses of both kinds
                : new Socket(endpoint.AddressFamily, SocketType.Stream, protocol);
        try
        {
            if (isTcp)
            {
                socket.NoDelay = true;
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            }

            beforeConnect?.Invoke(endpoint, connectionType, socket);
            using (cancellationToken.Register(static state => ((Socket)state!).Dispose(), socket))
            {
                socket.Connect(endpoint);
            }

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
