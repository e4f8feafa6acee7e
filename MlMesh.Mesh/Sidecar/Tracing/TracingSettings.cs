using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Sidecar.Tracing;

/// <summary>What Telemetry resources say about a workload's traces.</summary>
/// <param name="SamplingPercent">Share of the requests without a traced caller that are traced.</param>
/// <param name="Reports">Spans are exported; otherwise only their context is passed on.</param>
/// <param name="Tags">Further attributes of spans.</param>
internal sealed record TracingSettings(double SamplingPercent, bool Reports, IReadOnlyDictionary<string, CustomTag> Tags)
{
    /// <summary>Istio's default share.</summary>
    private const double DefaultSampling = 1;

    /// <summary>The settings of a workload: those of its own Telemetry win over its namespace's, and those over the mesh's, field by field.</summary>
    /// <returns>None when nothing is traced.</returns>
    public static TracingSettings? For(Workload workload, MeshResources resources, double? byDefault)
    {
        var stated = TelemetryLevels.Of(workload, resources).SelectMany(telemetry => telemetry.Tracing.Take(1)).ToList();
        if (!resources.Mesh.EnableTracing || (byDefault is null && !stated.Any(tracing => tracing.Providers.Count > 0)))
            return null;
        return new TracingSettings(
            stated.LastOrDefault(tracing => tracing.RandomSamplingPercentage is not null)?.RandomSamplingPercentage ?? byDefault ?? DefaultSampling,
            !(stated.LastOrDefault(tracing => tracing.DisableSpanReporting is not null)?.DisableSpanReporting ?? false),
            stated.LastOrDefault(tracing => tracing.CustomTags.Count > 0)?.CustomTags ?? new Dictionary<string, CustomTag>());
    }
}
