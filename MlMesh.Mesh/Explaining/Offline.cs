using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Mesh.Explaining;

/// <summary>A network in which nobody listens: asking sends nothing.</summary>
internal sealed class Offline : IConnector
{
    public static Offline Instance { get; } = new();

    public ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) =>
        ValueTask.FromException<Stream>(new ConnectionRefusedException(ConnectionRefusedException.Refused));
}
