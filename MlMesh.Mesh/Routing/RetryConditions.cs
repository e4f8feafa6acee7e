namespace MlMesh.Mesh.Routing;

/// <summary>Envoy's x-envoy-retry-on and x-envoy-retry-grpc-on conditions.</summary>
[Flags]
public enum RetryConditions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>5xx</c>: a 5xx answer, a reset, a refused connection or a per-try timeout.</summary>
    ServerError = 1 << 0,

    /// <summary><c>gateway-error</c>: 502, 503 or 504, with the same failures as <c>5xx</c>.</summary>
    GatewayError = 1 << 1,

    /// <summary><c>reset</c>: the connection ended without an answer.</summary>
    Reset = 1 << 2,

    /// <summary><c>reset-before-request</c>: the connection ended before the request's head was sent.</summary>
    ResetBeforeRequest = 1 << 3,

    /// <summary><c>connect-failure</c>: no connection.</summary>
    ConnectFailure = 1 << 4,

    /// <summary><c>envoy-ratelimited</c>: an answer with x-envoy-ratelimited.</summary>
    EnvoyRateLimited = 1 << 5,

    /// <summary><c>retriable-4xx</c>: 409.</summary>
    Retriable4xx = 1 << 6,

    /// <summary><c>refused-stream</c>: an HTTP/2 REFUSED_STREAM reset.</summary>
    RefusedStream = 1 << 7,

    /// <summary><c>retriable-status-codes</c>: <see cref="RetryPolicy.Statuses"/>.</summary>
    RetriableStatusCodes = 1 << 8,

    /// <summary><c>retriable-headers</c>; Istio configures no such headers, so it never applies.</summary>
    RetriableHeaders = 1 << 9,

    /// <summary><c>http3-post-connect-failure</c>; there is no HTTP/3 in a mesh.</summary>
    Http3PostConnectFailure = 1 << 10,

    /// <summary><c>cancelled</c>: grpc-status 1.</summary>
    GrpcCancelled = 1 << 11,

    /// <summary><c>deadline-exceeded</c>: grpc-status 4.</summary>
    GrpcDeadlineExceeded = 1 << 12,

    /// <summary><c>internal</c>: grpc-status 13.</summary>
    GrpcInternal = 1 << 13,

    /// <summary><c>resource-exhausted</c>: grpc-status 8.</summary>
    GrpcResourceExhausted = 1 << 14,

    /// <summary><c>unavailable</c>: grpc-status 14.</summary>
    GrpcUnavailable = 1 << 15,
}
