namespace MlMesh.Mesh.Resources;

/// <summary>The pods of a workload.</summary>
[OtherFieldsIgnored]
public sealed record PodSpec : IPodSpec
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
}
