namespace MlMesh.Mesh.Resources;

/// <summary>What a workload's sidecar sees of the mesh (Istio's Sidecar).</summary>
public sealed record SidecarResource : MeshResource
{
    /// <summary>Workloads that it applies to; absent: all of the namespace.</summary>
    public WorkloadSelector? WorkloadSelector { get; init; }

    /// <summary>Inbound listeners.</summary>
    public IReadOnlyList<IstioIngressListener> Ingress { get; init; } = [];

    /// <summary>Outbound listeners.</summary>
    public IReadOnlyList<IstioEgressListener> Egress { get; init; } = [];

    /// <summary>Limits of inbound traffic.</summary>
    public ConnectionPoolSettings? InboundConnectionPool { get; init; }

    /// <summary>What happens to hosts that the mesh does not know; absent: the mesh's.</summary>
    public OutboundTrafficPolicy? OutboundTrafficPolicy { get; init; }
}
