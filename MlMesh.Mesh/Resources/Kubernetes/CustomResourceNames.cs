namespace MlMesh.Mesh.Resources;

/// <summary>Names of a custom resource type.</summary>
[OtherFieldsIgnored]
public sealed record CustomResourceNames
{
    /// <summary>Kind.</summary>
    public string Kind { get; init; } = "";
}
