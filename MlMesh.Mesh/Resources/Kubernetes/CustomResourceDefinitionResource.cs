namespace MlMesh.Mesh.Resources;

/// <summary>A Kubernetes CustomResourceDefinition.</summary>
[OtherFieldsIgnored]
public sealed record CustomResourceDefinitionResource : KubernetesObject
{
    /// <summary>API group.</summary>
    public string Group { get; init; } = "";

    /// <summary>Names of the type.</summary>
    public CustomResourceNames Names { get; init; } = new();
}
