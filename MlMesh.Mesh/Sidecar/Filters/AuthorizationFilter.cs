using System.Net;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Envoy's RBAC filter: the DENY and ALLOW AuthorizationPolicies of the workload.</summary>
internal sealed class AuthorizationFilter(WorkloadAuthorization authorization, Workload workload, int port) : IHttpFilter
{
    private readonly IPAddress _own = IPAddress.TryParse(workload.Ip, out var own) ? own : IPAddress.None;

    public ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var verdict = Decide(exchange);
        return ValueTask.FromResult(verdict.Allowed
            ? null
            : LocalReply.Create(exchange, 403, verdict.Details!, AuthorizationVerdict.Body, decision: exchange.Decision));
    }

    /// <summary>What the policies say, without answering.</summary>
    public AuthorizationVerdict Decide(Exchange exchange)
    {
        var connection = exchange.Connection;
        var source = IPAddress.TryParse(connection.PeerAddress, out var peer) ? peer : IPAddress.None;
        return authorization.Authorize(new AuthorizationRequest
        {
            Head = exchange.Head,
            SourceIp = source,
            RemoteIp = exchange.Listener == ListenerKind.Gateway ? source : ForwardedFor(exchange) ?? source,
            DestinationIp = _own,
            DestinationPort = port,
            PeerIdentity = connection.PeerIdentity,
            ServerName = connection.ServerName,
            Token = exchange.Token,
        });
    }

    private static IPAddress? ForwardedFor(Exchange exchange)
    {
        var lines = exchange.Request.Headers.Lines(HeaderNames.ForwardedFor);
        if (lines.Count == 0)
            return null;
        var last = lines[^1].AsSpan();
        return IPAddress.TryParse(last[(last.LastIndexOf(',') + 1)..].Trim(), out var address) ? address : null;
    }
}
