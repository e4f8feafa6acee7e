namespace MlMesh.Mesh.Resources;

/// <summary>A fixed text.</summary>
public sealed record LiteralTag
{
    /// <summary>The text.</summary>
    public string Value { get; init; } = "";
}
