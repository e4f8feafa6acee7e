using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>
/// The proxies in front of the application. What comes over the mesh port meets the sidecar's inbound side. On the service's own port probes and scrapes of this
/// machine pass by, as the kubelet's and Prometheus's do (a gateway without application has nothing else there); everything else meets the ingress gateway where this process plays it, and elsewhere the sidecar as a
/// plaintext peer.
/// </summary>
internal sealed class SidecarMiddleware(RequestDelegate next, LocalMesh mesh)
{
    private const int IngressPort = 8080;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<MeshPeer>() is { } peer)
            return mesh.IsGateway ? ThroughGatewayAsync(context, peer) : ThroughMeshPortAsync(context, peer);
        if (IsProbe(context))
            return next(context);
        if (mesh.Ingress is { } ingress)
            return ThroughIngressAsync(context, ingress);
        if (mesh.PeerMode == MutualTlsMode.Strict)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        var request = HttpContextRequest.Read(context);
        return ThroughSidecarAsync(context, request, Plaintext(context, mesh.Sidecar, mesh.OwnPort));
    }

    // The connection's own address: what forwarded headers make of it is the caller's word.
    private static bool IsProbe(HttpContext context) =>
        (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || context.Request.Path.Equals("/metrics", StringComparison.Ordinal))
        && (context.Features.Get<IConnectionEndPointFeature>() is { } connection ? (connection.RemoteEndPoint as IPEndPoint)?.Address : context.Connection.RemoteIpAddress) is { } peer
        && IPAddress.IsLoopback(peer);

    private async Task ThroughIngressAsync(HttpContext context, MeshProxy ingress)
    {
        var request = HttpContextRequest.Read(context);
        request.Headers.Remove(PeerMetadata.Header);
        var connection = Plaintext(context, ingress, IngressPort) with { Span = SpanOf(context) };
        using var exchange = await ingress.EnterGatewayAsync(request, connection, context.RequestAborted).ConfigureAwait(false);
        await ApplicationCall.ServeAsync(context, exchange, () => FromIngressAsync(context, ingress, exchange.Exchange.Upstream!)).ConfigureAwait(false);
    }

    // The ingress and this service are two workloads in one process. The hop between them needs no wire, and policies see of it what they would see of one: mutual TLS
    // with the ingress's identity, or plaintext where rules say so.
    private async Task FromIngressAsync(HttpContext context, MeshProxy ingress, Routing.Clusters.Endpoint endpoint)
    {
        var isSecure = endpoint.Transport == EndpointTransport.IstioMutual && mesh.PeerMode != MutualTlsMode.Disable;
        if (!isSecure && mesh.PeerMode == MutualTlsMode.Strict)
        {
            context.Abort();
            return;
        }

        var connection = Plaintext(context, mesh.Sidecar, mesh.OwnPort) with { Peer = ingress.Workload };
        if (isSecure && mesh.IngressIdentity?.Current is { } identity)
            connection = connection with { PeerIdentity = identity.Id.ToString(), PeerCertificateHash = identity.CertificateHash, ServerName = endpoint.ServerName };
        // Behind the ingress the span tells of the ingress, which is what the outside met.
        using var exchange = await mesh.Sidecar.EnterInboundAsync(HttpContextRequest.Read(context), connection, context.RequestAborted).ConfigureAwait(false);
        await ApplicationCall.ServeAsync(context, exchange, () => next(context)).ConfigureAwait(false);
    }

    private Task ThroughMeshPortAsync(HttpContext context, MeshPeer peer)
    {
        var request = HttpContextRequest.Read(context);
        if (peer.IsSecure)
            request.Scheme = Uri.UriSchemeHttps;
        return ThroughSidecarAsync(context, request, peer.Connection);
    }

    private async Task ThroughGatewayAsync(HttpContext context, MeshPeer peer)
    {
        var request = HttpContextRequest.Read(context);
        request.Scheme = Uri.UriSchemeHttps;
        var connection = peer.Connection with { Peer = PeerMetadata.Take(request.Headers, mesh.Sidecar.Policy.Policy), Span = SpanOf(context) };
        using var answer = await mesh.Sidecar.GatewayAsync(request, connection, context.RequestAborted).ConfigureAwait(false);
        await HttpContextResponse.WriteAsync(answer, context).ConfigureAwait(false);
    }

    private async Task ThroughSidecarAsync(HttpContext context, MeshRequest request, DownstreamConnection connection)
    {
        connection = connection with { Peer = PeerMetadata.Take(request.Headers, mesh.Sidecar.Policy.Policy), Span = SpanOf(context) };
        using var exchange = await mesh.Sidecar.EnterInboundAsync(request, connection, context.RequestAborted).ConfigureAwait(false);
        await ApplicationCall.ServeAsync(context, exchange, () => next(context)).ConfigureAwait(false);
    }

    // ASP.NET Core begins an activity for the log alone too, of which nobody else hears.
    private static Activity? SpanOf(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span && span.Source.HasListeners() ? span : null;

    private static DownstreamConnection Plaintext(HttpContext context, MeshProxy proxy, int port) => new()
    {
        PeerAddress = PeerAddress.Of(context.Connection.RemoteIpAddress),
        Destination = new Routing.Clusters.Endpoint { Address = proxy.Workload.Ip, Port = port },
    };
}
