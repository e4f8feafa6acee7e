namespace MlMesh.Inference.Api;

/// <summary>Answer of <c>GET /v2/health/live</c>.</summary>
/// <param name="Live">Whether it runs.</param>
internal sealed record ServerLive(
    bool Live);
