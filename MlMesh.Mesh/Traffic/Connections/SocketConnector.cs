using System.Net;
using System.Net.Sockets;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>Connects over TCP.</summary>
/// <param name="map">Where an endpoint of the policy's world really listens; none keeps its address and port.</param>
public sealed class SocketConnector(Func<Endpoint, EndPoint?>? map = null) : IConnector
{
    /// <inheritdoc/>
    public async ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var target = map?.Invoke(endpoint)
            ?? (IPAddress.TryParse(endpoint.Address, out var address) ? new IPEndPoint(address, endpoint.Port) : new DnsEndPoint(endpoint.Address, endpoint.Port));
        var socket = target is DnsEndPoint
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(target.AddressFamily, SocketType.Stream, target.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (socket.AddressFamily != AddressFamily.Unix)
                socket.NoDelay = true;
            await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new ConnectionRefusedException(Reason(failure.SocketErrorCode), failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Reason(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => ConnectionRefusedException.Refused,
        SocketError.HostUnreachable => "delayed connect error: No route to host",
        SocketError.NetworkUnreachable => "immediate connect error: Network is unreachable",
        _ => $"delayed connect error: {error}",
    };
}
