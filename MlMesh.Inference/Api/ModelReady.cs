namespace MlMesh.Inference.Api;

/// <summary>Answer of <c>GET /v2/models/{model}/ready</c>.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Ready">Whether it takes requests.</param>
internal sealed record ModelReady(
    string Name,
    bool Ready);
