namespace MlMesh.Mesh.Routing;

/// <summary>An injected answer.</summary>
/// <param name="HttpStatus">The HTTP status; none when <paramref name="GrpcStatus"/> is given.</param>
/// <param name="GrpcStatus">The grpc-status, or none.</param>
/// <param name="Share">How many requests.</param>
public sealed record InjectedAbort(int? HttpStatus, int? GrpcStatus, Fraction Share);
