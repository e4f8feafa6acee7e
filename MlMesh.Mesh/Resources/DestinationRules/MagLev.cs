namespace MlMesh.Mesh.Resources;

/// <summary>Maglev.</summary>
public sealed record MagLev
{
    /// <summary>Entries, a prime; 0: 65,537.</summary>
    public ulong TableSize { get; init; }
}
