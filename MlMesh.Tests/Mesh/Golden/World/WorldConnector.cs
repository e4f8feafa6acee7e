using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>A pod's way into the world's network.</summary>
/// <param name="world">The world of a scenario.</param>
/// <param name="source">Who dials.</param>
internal sealed class WorldConnector(ScenarioWorld world, GoldenPod source) : IConnector
{
    public async ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) =>
        await world.DialAsync(source, endpoint, cancellationToken) ?? throw new ConnectionRefusedException(ConnectionRefusedException.Refused);
}
