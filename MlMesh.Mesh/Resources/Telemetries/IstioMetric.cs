namespace MlMesh.Mesh.Resources;

/// <summary>Istio's standard metrics.</summary>
public enum IstioMetric
{
    /// <summary>All.</summary>
    AllMetrics,

    /// <summary><c>istio_requests_total</c>.</summary>
    RequestCount,

    /// <summary><c>istio_request_duration_milliseconds</c>.</summary>
    RequestDuration,

    /// <summary><c>istio_request_bytes</c>.</summary>
    RequestSize,

    /// <summary><c>istio_response_bytes</c>.</summary>
    ResponseSize,

    /// <summary><c>istio_tcp_connections_opened_total</c>.</summary>
    TcpOpenedConnections,

    /// <summary><c>istio_tcp_connections_closed_total</c>.</summary>
    TcpClosedConnections,

    /// <summary><c>istio_tcp_sent_bytes_total</c>.</summary>
    TcpSentBytes,

    /// <summary><c>istio_tcp_received_bytes_total</c>.</summary>
    TcpReceivedBytes,

    /// <summary><c>istio_request_messages_total</c>.</summary>
    GrpcRequestMessages,

    /// <summary><c>istio_response_messages_total</c>.</summary>
    GrpcResponseMessages,
}
