namespace MlMesh.Mesh.Resources;

/// <summary>A port of a container.</summary>
[OtherFieldsIgnored]
public sealed record PodContainerPort
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Number.</summary>
    public uint ContainerPort { get; init; }
}
