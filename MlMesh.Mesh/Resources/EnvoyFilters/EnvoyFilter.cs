namespace MlMesh.Mesh.Resources;

/// <summary>Patches of Envoy's own configuration (Istio's EnvoyFilter).</summary>
public sealed record EnvoyFilter : MeshResource
{
    /// <summary>Workloads that it applies to; absent: all of the namespace.</summary>
    public WorkloadSelector? WorkloadSelector { get; init; }

    /// <summary>Gateways or services that it applies to.</summary>
    public IReadOnlyList<PolicyTargetReference> TargetRefs { get; init; } = [];

    /// <summary>The patches.</summary>
    public IReadOnlyList<EnvoyConfigObjectPatch> ConfigPatches { get; init; } = [];

    /// <summary>Order among filters; lower first.</summary>
    public int Priority { get; init; }
}
