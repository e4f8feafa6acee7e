namespace MlMesh.Mesh.Resources;

/// <summary>A port by number.</summary>
public sealed record PortSelector
{
    /// <summary>The number.</summary>
    public uint Number { get; init; }
}
