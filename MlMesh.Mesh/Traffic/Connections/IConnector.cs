using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic.Connections;

/// <summary>Opens connections to addresses of the policy's world. In a cluster that is the network; on a laptop it maps a pod's address to a local port.</summary>
public interface IConnector
{
    /// <summary>Opens a connection.</summary>
    /// <param name="endpoint">Whom to connect to, and with which transport.</param>
    /// <param name="cancellationToken">Gives up: the connect timeout, or nobody waits any more.</param>
    /// <returns>A duplex stream. Disposing it closes the connection.</returns>
    /// <exception cref="IOException">There is no connection. <see cref="ConnectionRefusedException"/> says why in Envoy's words.</exception>
    ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken);
}
