using System.Collections.ObjectModel;

namespace MlMesh.Mesh.Resources;

/// <summary>Which connections workloads take (Istio's PeerAuthentication).</summary>
public sealed record PeerAuthentication : MeshResource
{
    /// <summary>Workloads that it applies to; absent: all of the namespace.</summary>
    public MatchLabelsSelector? Selector { get; init; }

    /// <summary>Mutual TLS; absent: inherited.</summary>
    public MutualTls? Mtls { get; init; }

    /// <summary>By port of the workload.</summary>
    public IReadOnlyDictionary<uint, MutualTls> PortLevelMtls { get; init; } = ReadOnlyDictionary<uint, MutualTls>.Empty;
}
