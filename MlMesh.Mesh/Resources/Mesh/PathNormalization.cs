namespace MlMesh.Mesh.Resources;

/// <summary>How paths are normalized.</summary>
public sealed record PathNormalization
{
    /// <summary>Which steps.</summary>
    public PathNormalizationType Normalization { get; init; }
}
