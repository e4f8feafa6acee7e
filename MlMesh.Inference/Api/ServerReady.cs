namespace MlMesh.Inference.Api;

/// <summary>Answer of <c>GET /v2/health/ready</c>.</summary>
/// <param name="Ready">Whether it takes requests.</param>
/// <param name="Live">Whether it runs.</param>
internal sealed record ServerReady(
    bool Ready,
    bool Live);
