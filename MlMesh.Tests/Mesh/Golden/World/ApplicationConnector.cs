using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>A sidecar's way to the application in its own pod.</summary>
internal sealed class ApplicationConnector(ScenarioWorld world, GoldenPod pod) : IConnector
{
    public async ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) =>
        await world.DialApplicationAsync(pod, endpoint.Port) ?? throw new ConnectionRefusedException(ConnectionRefusedException.Refused);
}
