using System.Net;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>
/// What a policy sees of a request at the workload that receives it, or, without <see cref="Head"/> and <see cref="Token"/>, of a connection to one of its TCP ports.
/// Holds references only, so that building one allocates nothing.
/// </summary>
public readonly struct AuthorizationRequest
{
    /// <summary>
    /// Method, path, authority and headers as the workload received them: after the caller's rewrites and this proxy's path normalization. Not needed by what was
    /// compiled with <see cref="WorkloadAuthorization.ForTcp"/>.
    /// </summary>
    public RequestHead Head { get; init; }

    /// <summary>The connection's peer.</summary>
    public required IPAddress SourceIp { get; init; }

    /// <summary>
    /// The client's address: at a sidecar the last address of <c>x-forwarded-for</c>, else the peer; at a gateway the peer.
    /// </summary>
    public required IPAddress RemoteIp { get; init; }

    /// <summary>The workload's own address.</summary>
    public required IPAddress DestinationIp { get; init; }

    /// <summary>The workload's port, never the Service's.</summary>
    public required int DestinationPort { get; init; }

    /// <summary>The peer's identity, <c>spiffe://…</c>, from its certificate; none without mTLS.</summary>
    public string? PeerIdentity { get; init; }

    /// <summary>The server name that the TLS client asked for; none without TLS.</summary>
    public string? ServerName { get; init; }

    /// <summary>The claims of the verified token; none without one.</summary>
    public ITokenClaims? Token { get; init; }
}
