namespace MlMesh.Inference.Api;

/// <summary>Answer of <c>GET /v2</c>.</summary>
/// <param name="Name">The server's name.</param>
/// <param name="Version">The server's version.</param>
/// <param name="Extensions">Extensions of the protocol that it serves.</param>
internal sealed record ServerMetadata(
    string Name,
    string Version,
    IReadOnlyList<string> Extensions);
