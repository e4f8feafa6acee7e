namespace MlMesh.Mesh.Security.Tokens;

/// <summary>What became of a token.</summary>
/// <param name="Status">How it fared.</param>
/// <param name="Token">The token when it is good; otherwise none.</param>
internal readonly record struct TokenVerdict(TokenStatus Status, JsonWebToken? Token = null);
