namespace MlMesh.Mesh.Resources;

/// <summary>An injected answer.</summary>
public sealed record FaultAbort
{
    /// <summary>HTTP status.</summary>
    [OneOf("error_type")]
    public int? HttpStatus { get; init; }

    /// <summary>gRPC status name.</summary>
    [OneOf("error_type")]
    public string? GrpcStatus { get; init; }

    /// <summary>Accepted and without effect in Istio.</summary>
    [OneOf("error_type")]
    public string? Http2Error { get; init; }

    /// <summary>Share of requests; absent: none.</summary>
    public Percent? Percentage { get; init; }
}
