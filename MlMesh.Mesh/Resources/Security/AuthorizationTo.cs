namespace MlMesh.Mesh.Resources;

/// <summary>An operation.</summary>
public sealed record AuthorizationTo
{
    /// <summary>The operation.</summary>
    public Operation? Operation { get; init; }
}
