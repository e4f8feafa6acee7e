using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Mesh.Traffic;

/// <summary>What clusters need from outside.</summary>
/// <param name="Connector">Opens connections.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Draws endpoints, percentages and back-offs.</param>
internal sealed record ClusterServices(IConnector Connector, TimeProvider Time, IRandom Random);
