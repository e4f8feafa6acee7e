namespace MlMesh.Mesh.Resources;

/// <summary>Tracing, metrics and access logs of workloads (Istio's Telemetry).</summary>
public sealed record TelemetryResource : MeshResource
{
    /// <summary>Workloads that it applies to; absent: all of the namespace.</summary>
    public MatchLabelsSelector? Selector { get; init; }

    /// <summary>Deprecated: a gateway or service that it applies to.</summary>
    public PolicyTargetReference? TargetRef { get; init; }

    /// <summary>Gateways or services that it applies to.</summary>
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    /// <summary>Tracing.</summary>
    public IReadOnlyList<Tracing> Tracing { get; init; } = [];

    /// <summary>Metrics.</summary>
    [ClusterOnly("Istio's standard metrics are always exposed here")]
    public IReadOnlyList<Metrics> Metrics { get; init; } = [];

    /// <summary>Access logs.</summary>
    public IReadOnlyList<AccessLogging> AccessLogging { get; init; } = [];
}
