namespace MlMesh.Mesh.Resources;

/// <summary>A provider of MeshConfig.</summary>
public sealed record ProviderRef
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";
}
