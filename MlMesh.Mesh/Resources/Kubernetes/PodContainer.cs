namespace MlMesh.Mesh.Resources;

/// <summary>A container of a Pod.</summary>
[OtherFieldsIgnored]
public sealed record PodContainer
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its ports.</summary>
    public IReadOnlyList<PodContainerPort> Ports { get; init; } = [];
}
