namespace MlMesh.Mesh.Sidecar;

/// <summary>Status codes of gRPC.</summary>
internal static class GrpcStatus
{
    public const int ResourceExhausted = 8;
}
