using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Tests.Mesh.Sidecar;

/// <summary>Nobody listens anywhere.</summary>
internal sealed class NoConnector : IConnector
{
    public ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) => throw new ConnectionRefusedException(ConnectionRefusedException.Refused);
}
