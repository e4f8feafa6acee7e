using System.Net;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Shows requests at one port of a workload to its policies. Addresses are read only where a policy asks for them.</summary>
internal sealed class AuthorizationView(WorkloadAuthorization authorization, Workload workload, int port)
{
    private readonly IPAddress _own = AddressText.Parse(workload.Ip) ?? IPAddress.None;

    /// <summary>What policies see of a request as it looks now.</summary>
    public AuthorizationRequest Of(Exchange exchange)
    {
        var connection = exchange.Connection;
        return new AuthorizationRequest
        {
            Head = exchange.Head,
            SourceIp = authorization.UsesSourceIp ? Peer(exchange) : IPAddress.None,
            RemoteIp = authorization.UsesRemoteIp ? Client(exchange) : IPAddress.None,
            DestinationIp = _own,
            DestinationPort = port,
            PeerIdentity = connection.PeerIdentity,
            ServerName = connection.ServerName,
            Token = exchange.Token,
        };
    }

    private static IPAddress Peer(Exchange exchange) => AddressText.Parse(exchange.Connection.PeerAddress) ?? IPAddress.None;

    // A gateway believes nobody's claim; a sidecar believes the last one, as its peer is another proxy.
    private static IPAddress Client(Exchange exchange)
    {
        if (exchange.Listener == ListenerKind.Gateway || exchange.Request.Headers.First(HeaderNames.ForwardedFor) is not { } forwarded)
            return Peer(exchange);
        var last = forwarded.AsSpan(forwarded.LastIndexOf(',') + 1).Trim();
        return AddressText.Parse(last) ?? Peer(exchange);
    }
}
