using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Sidecar.InProcess;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The proxies in front of the application: the ingress gateway, where this process plays it, then the sidecar's inbound side. Probes and scrapes pass by, as the kubelet's and Prometheus's do.</summary>
internal sealed class SidecarMiddleware(RequestDelegate next, LocalMesh mesh)
{
    private const int IngressPort = 8080;

    public Task InvokeAsync(HttpContext context) => PassesBy(context) ? next(context)
        : mesh.Ingress is { } ingress ? ThroughIngressAsync(context, ingress) : ThroughSidecarAsync(context, ingress: null);

    private static bool PassesBy(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } peer && System.Net.IPAddress.IsLoopback(peer)
        && (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || context.Request.Path == "/metrics");

    private async Task ThroughIngressAsync(HttpContext context, MeshProxy ingress)
    {
        var request = HttpContextRequest.Read(context);
        request.Headers.Remove(PeerMetadata.Header);
        var connection = Connection(context, ingress, IngressPort) with { Span = SpanOf(context) };
        using var exchange = await ingress.EnterGatewayAsync(request, connection, context.RequestAborted).ConfigureAwait(false);
        await ServeAsync(context, exchange, () => ThroughSidecarAsync(context, ingress.Workload)).ConfigureAwait(false);
    }

    private async Task ThroughSidecarAsync(HttpContext context, Workload? ingress)
    {
        var request = HttpContextRequest.Read(context);
        var connection = Connection(context, mesh.Sidecar, mesh.OwnPort);
        // Behind the ingress the span tells of the ingress, which is what the outside met.
        connection = ingress is null
            ? connection with { Peer = PeerMetadata.Take(request.Headers, mesh.Sidecar.Policy.Policy), Span = SpanOf(context) }
            : connection with { Peer = ingress, PeerIdentity = ingress.SpiffeId() };
        using var exchange = await mesh.Sidecar.EnterInboundAsync(request, connection, context.RequestAborted).ConfigureAwait(false);
        await ServeAsync(context, exchange, () => next(context)).ConfigureAwait(false);
    }

    private static Activity? SpanOf(HttpContext context) => context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span ? span : null;

    private static async Task ServeAsync(HttpContext context, ApplicationExchange exchange, Func<Task> application)
    {
        if (exchange.Answer is { } answer)
        {
            await HttpContextResponse.WriteAsync(answer, context).ConfigureAwait(false);
            return;
        }

        HttpContextRequest.Apply(exchange.Exchange.Request, context);
        if (exchange.ChangesAnswer)
            context.Response.OnStarting(ChangeAnswer, (exchange, context.Response));
        try
        {
            if (exchange.Timeout is { } limit)
                await AskWithinAsync(limit, context, exchange, application).ConfigureAwait(false);
            else
                await application().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            exchange.Abandoned();
            throw;
        }

        if (exchange.Exchange.Details is null)
            exchange.Started(context.Response.StatusCode);
        if (context.RequestAborted.IsCancellationRequested)
            exchange.Abandoned();
    }

    // The application hears of the route's timeout as of a client that goes away; unless it has begun to answer, the answer is the proxy's.
    private static async Task AskWithinAsync(TimeSpan limit, HttpContext context, ApplicationExchange exchange, Func<Task> application)
    {
        var lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var clientGone = lifetime.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(clientGone);
        deadline.CancelAfter(limit);
        lifetime.RequestAborted = deadline.Token;
        try
        {
            await application().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !clientGone.IsCancellationRequested)
        {
            // Answered below.
        }
        finally
        {
            lifetime.RequestAborted = clientGone;
        }

        if (!deadline.IsCancellationRequested || clientGone.IsCancellationRequested || context.Response.HasStarted)
            return;
        context.Response.Clear();
        using var answer = exchange.TimedOut();
        await HttpContextResponse.WriteAsync(answer, context).ConfigureAwait(false);
    }

    private static Task ChangeAnswer(object state)
    {
        var (exchange, response) = ((ApplicationExchange, HttpResponse))state;
        if (exchange.Exchange.Details is not null)
            return Task.CompletedTask;
        var answer = HttpContextResponse.Read(response);
        exchange.Starting(answer);
        HttpContextResponse.Apply(answer, response);
        return Task.CompletedTask;
    }

    private static DownstreamConnection Connection(HttpContext context, MeshProxy proxy, int port) => new()
    {
        PeerAddress = AddressOf(context.Connection.RemoteIpAddress),
        Destination = new Routing.Clusters.Endpoint { Address = proxy.Workload.Ip, Port = port },
    };

    private static string AddressOf(System.Net.IPAddress? peer) =>
        peer is null || System.Net.IPAddress.IsLoopback(peer) ? "127.0.0.1" : (peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer).ToString();
}
