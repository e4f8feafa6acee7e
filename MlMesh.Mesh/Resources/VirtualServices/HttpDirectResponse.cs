namespace MlMesh.Mesh.Resources;

/// <summary>A fixed answer.</summary>
public sealed record HttpDirectResponse
{
    /// <summary>Status.</summary>
    public uint Status { get; init; }

    /// <summary>Body; absent: none.</summary>
    public HttpBody? Body { get; init; }
}
