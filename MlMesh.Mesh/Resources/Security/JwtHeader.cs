namespace MlMesh.Mesh.Resources;

/// <summary>A header that holds a token.</summary>
public sealed record JwtHeader
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What precedes the token.</summary>
    public string Prefix { get; init; } = "";
}
