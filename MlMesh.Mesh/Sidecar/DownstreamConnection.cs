using System.Diagnostics;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Sidecar;

/// <summary>The connection that a request came in on, in addresses of the policy's world.</summary>
public sealed record DownstreamConnection
{
    /// <summary>The peer's IP address.</summary>
    public required string PeerAddress { get; init; }

    /// <summary>The address and port that the peer connected to: a Service's or a pod's.</summary>
    public required Endpoint Destination { get; init; }

    /// <summary>The peer's SPIFFE identity when the connection is mutual TLS, else none.</summary>
    public string? PeerIdentity { get; init; }

    /// <summary>The server name (SNI) that the peer asked for; empty without TLS.</summary>
    public string ServerName { get; init; } = "";

    /// <summary>SHA-256 of the peer's certificate in hex; empty without one.</summary>
    public string PeerCertificateHash { get; init; } = "";

    /// <summary>The workload that the peer says it is, for metrics; none when it says nothing. Unlike <see cref="PeerIdentity"/> it proves nothing.</summary>
    public Workload? Peer { get; init; }

    /// <summary>The server span that this process has already begun for the request, which the proxy describes instead of beginning one; none without.</summary>
    public Activity? Span { get; init; }
}
