using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Sidecar;

/// <summary>The Telemetry resources that govern a workload.</summary>
internal static class TelemetryLevels
{
    /// <summary>At most one of each level: the mesh's first, then its namespace's, then its own, which wins.</summary>
    public static IEnumerable<TelemetryResource> Of(Workload workload, MeshResources resources) => new[]
    {
        resources.Telemetries.FirstOrDefault(telemetry => telemetry.Namespace == resources.Mesh.RootNamespace && telemetry.Selector is null),
        resources.Telemetries.FirstOrDefault(telemetry => telemetry.Namespace == workload.Namespace && telemetry.Selector is null),
        resources.Telemetries.FirstOrDefault(telemetry => telemetry.Namespace == workload.Namespace && telemetry.Selector is { } selector && selector.MatchLabels.Selects(workload.Labels)),
    }.OfType<TelemetryResource>();
}
