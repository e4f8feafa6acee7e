namespace MlMesh.Mesh.Resources;

/// <summary>Hosts added to the mesh's registry (Istio's ServiceEntry).</summary>
public sealed record ServiceEntry : MeshResource
{
    /// <summary>The hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Virtual addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Their ports.</summary>
    public IReadOnlyList<ServicePort> Ports { get; init; } = [];

    /// <summary>Whether they are inside the mesh.</summary>
    [WireName("location")]
    public ServiceEntryLocation MeshLocation { get; init; }

    /// <summary>How endpoints are found.</summary>
    public ServiceEntryResolution Resolution { get; init; }

    /// <summary>Stated endpoints.</summary>
    public IReadOnlyList<WorkloadEntrySpec> Endpoints { get; init; } = [];

    /// <summary>Selects endpoints by label.</summary>
    public WorkloadSelector? WorkloadSelector { get; init; }

    /// <summary>Namespaces that see it.</summary>
    public IReadOnlyList<string> ExportTo { get; init; } = [];

    /// <summary>Names that the servers must have.</summary>
    [ClusterOnly("local peers are verified by their workload's service account")]
    public IReadOnlyList<string> SubjectAltNames { get; init; } = [];
}
