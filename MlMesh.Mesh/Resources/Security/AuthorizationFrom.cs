namespace MlMesh.Mesh.Resources;

/// <summary>A source.</summary>
public sealed record AuthorizationFrom
{
    /// <summary>The source.</summary>
    public Source? Source { get; init; }
}
