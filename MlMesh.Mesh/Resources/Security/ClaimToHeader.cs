namespace MlMesh.Mesh.Resources;

/// <summary>A header that gets a claim.</summary>
public sealed record ClaimToHeader
{
    /// <summary>Name of the header.</summary>
    public string Header { get; init; } = "";

    /// <summary>Name of the claim.</summary>
    public string Claim { get; init; } = "";
}
