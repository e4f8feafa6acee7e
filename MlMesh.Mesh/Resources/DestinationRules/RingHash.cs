namespace MlMesh.Mesh.Resources;

/// <summary>Ring hash.</summary>
public sealed record RingHash
{
    /// <summary>Least number of entries; 0: 1,024.</summary>
    public ulong MinimumRingSize { get; init; }
}
