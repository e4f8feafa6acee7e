namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes Pod.</summary>
[OtherFieldsIgnored]
public sealed record Pod : MeshResource
{
    /// <summary>Service account; empty: <c>default</c>.</summary>
    public string ServiceAccountName { get; init; } = "";

    /// <summary>Its containers.</summary>
    public IReadOnlyList<PodContainer> Containers { get; init; } = [];

    /// <summary>Address; from the status.</summary>
    [WireName("podIP")]
    public string PodIp { get; init; } = "";
}
