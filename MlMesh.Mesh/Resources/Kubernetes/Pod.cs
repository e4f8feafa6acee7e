namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes Pod.</summary>
[OtherFieldsIgnored]
public sealed record Pod : MeshResource, IPodSpec
{
    /// <inheritdoc />
    public string ServiceAccountName { get; init; } = "";

    /// <inheritdoc />
    public IReadOnlyList<PodContainer> Containers { get; init; } = [];

    /// <inheritdoc />
    public IReadOnlyList<PodContainer> InitContainers { get; init; } = [];

    /// <inheritdoc />
    public bool HostNetwork { get; init; }

    /// <inheritdoc />
    public PodSecurityContext? SecurityContext { get; init; }

    /// <summary>Node that it runs on.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>Address; from the status.</summary>
    [WireName("podIP")]
    public string PodIp { get; init; } = "";
}
