namespace MlMesh.Mesh.Resources;

/// <summary>An extension provider of MeshConfig.</summary>
public sealed record AuthorizationProvider
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";
}
