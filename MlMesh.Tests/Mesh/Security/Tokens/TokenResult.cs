using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>What became of a request: the status 200 stands for the application's answer.</summary>
internal sealed record TokenResult(int Status, string Body, string? Details, HeaderList? Headers, MeshRequest Received);
