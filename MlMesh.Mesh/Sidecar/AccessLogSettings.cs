using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Sidecar;

/// <summary>What Telemetry resources say about a workload's access log: it is on unless they turn it off.</summary>
/// <param name="Client">Calls of the workload, and what a gateway forwards.</param>
/// <param name="Server">Calls to the workload.</param>
internal sealed record AccessLogSettings(bool Client, bool Server)
{
    /// <summary>The settings of a workload, by direction: the most specific Telemetry that speaks of it wins.</summary>
    public static AccessLogSettings For(Workload workload, MeshResources resources)
    {
        var levels = TelemetryLevels.Of(workload, resources).ToList();
        return new AccessLogSettings(IsOn(levels, WorkloadMode.Client), IsOn(levels, WorkloadMode.Server));
    }

    /// <summary>Whether requests that enter at a listener are logged.</summary>
    public bool Includes(ListenerKind listener) => listener == ListenerKind.Inbound ? Server : Client;

    private static bool IsOn(List<TelemetryResource> levels, WorkloadMode mode) => levels
        .Select(level => level.AccessLogging.LastOrDefault(logging => logging.Match is not { Mode: not WorkloadMode.ClientAndServer } match || match.Mode == mode))
        .OfType<AccessLogging>()
        .LastOrDefault()?.Disabled != true;
}
