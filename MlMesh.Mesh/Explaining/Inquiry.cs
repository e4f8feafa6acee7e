using System.Collections.Immutable;
using System.Text;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Routing.Explaining;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Explaining;

/// <summary>One question on its way through a proxy. Every step is the proxy's own code; draws are not made, their shares are stated.</summary>
internal sealed class Inquiry(
    PolicyModel model, RequestQuestion question, Workload proxy, string? identity, bool atGateway, int port, RegistryService? service, List<string> notes,
    string? clientIdentity = null)
{
    /// <summary>A client outside of the mesh (RFC 5737).</summary>
    private const string Outside = "203.0.113.1";

    internal static readonly AccessLogSettings Logging = new(Client: true, Server: true);

    private readonly MeshPolicy _policy = model.Policy;
    private readonly Callees _callees = new(model, proxy, identity, question.Claims is not null);

    /// <summary>The answer, with what many draws would give.</summary>
    public Simulation Simulate(int count, IRandom random)
    {
        var view = _policy.For(proxy);
        return Draws.Many(Answer(), Table(view), Prepared(out _).Head, count, random);
    }

    /// <summary>The answer.</summary>
    public RequestAnswer Answer()
    {
        if (!atGateway && !proxy.HasSidecar)
            return WithoutProxy();
        var view = _policy.For(proxy);
        var table = Table(view);
        var exchange = Prepared(out var refusal);
        var answer = new RequestAnswer { Kind = AnswerKind.Refused, Proxy = proxy, AtGateway = atGateway, Port = port, Notes = [.. notes] };
        if (refusal is not null)
            return answer with { Answer = Local(exchange, refusal) };
        answer = answer with { NormalizedTarget = exchange.Path };
        if (!atGateway && service?.Port(port) is { IsHttp: false })
            return Connected(answer, exchange, view);
        if (table is null && !atGateway)
            return answer with { Kind = view.AllowsUnknownHosts ? AnswerKind.PassedThrough : AnswerKind.Blocked };
        answer = Explained(answer, table, exchange);
        if (!atGateway)
            return Routed(answer, exchange, view);

        var verdict = model.Gate(proxy, question.Claims is not null).Ask(exchange, port);
        answer = (exchange.RouteCleared ? Explained(answer, table, exchange) : answer) with { Authorization = verdict };
        return verdict.Allowed
            ? Routed(answer, exchange, view)
            : answer with { Kind = AnswerKind.Denied, Answer = new LocalAnswer(verdict.Status, [], verdict.Status == 403 ? AuthorizationVerdict.Body : "", "", exchange.Details ?? verdict.Reason) };
    }

    private RequestAnswer Explained(RequestAnswer answer, RouteTable? table, Exchange exchange)
    {
        var explanation = table?.Explain(exchange.Head, FirstDestination.Instance) ?? new RouteExplanation(default, null, [], []);
        exchange.Decision = explanation.Decision;
        return answer with { Explanation = explanation, Rule = RouteSources.Rule(_policy.Resources, explanation.Decision.Route?.Origin) };
    }

    private RequestAnswer Routed(RequestAnswer answer, Exchange exchange, ProxyPolicy view)
    {
        var decision = exchange.Decision;
        if (decision.Kind != RouteDecisionKind.Forward)
        {
            var kind = decision.Kind switch
            {
                RouteDecisionKind.Redirect => AnswerKind.Redirected,
                RouteDecisionKind.DirectResponse => AnswerKind.Answered,
                _ => AnswerKind.NotFound,
            };
            return answer with { Kind = kind, Answer = Local(exchange, MeshProxy.AnswerItself(exchange, decision, exchange.Head)) };
        }

        var route = decision.Route!;
        if (route.Fault?.Abort is { Share.Millionths: >= 1_000_000 } abort)
            return answer with { Kind = AnswerKind.Aborted, Answer = Local(exchange, FaultFilter.Abort(exchange, decision, abort)) };
        if (route.Cors is { } cors && CorsFilter.Preflight(exchange, cors) is { } preflight)
            return answer with { Kind = AnswerKind.Preflight, Answer = Local(exchange, preflight) };
        return answer with { Kind = AnswerKind.Forwarded, Destinations = [.. route.Destinations.Select(destination => Forward(exchange, destination, view))] };
    }

    private DestinationAnswer Forward(Exchange prepared, WeightedCluster destination, ProxyPolicy view)
    {
        var decision = prepared.Decision;
        var drawn = new RouteDecision(RouteDecisionKind.Forward, decision.VirtualHost, decision.Route, destination, null);
        var exchange = NewExchange(prepared.Request.CopyWith(RequestBody.Empty));
        exchange.Decision = drawn;
        var cluster = view.Cluster(destination.Cluster);
        exchange.ClusterConfig = cluster;
        var requestChanges = HeaderChanges.Of(destination.RequestHeaders, exchange, null);
        Forwarder.RewriteRequest(exchange, drawn);
        return new DestinationAnswer(exchange)
        {
            Share = decision.Route!.TotalWeight == 0 ? 0 : destination.Weight / (double)decision.Route.TotalWeight,
            Weight = destination.Weight,
            ClusterName = destination.Cluster,
            Cluster = cluster,
            RequestChanges = requestChanges,
            ResponseChanges = HeaderChanges.Of(destination.ResponseHeaders, exchange, new MeshResponse { Status = 200 }),
            Callees = _callees.Behind(_callees.Endpoints(cluster), exchange.Request, isTcp: false),
        };
    }

    /// <summary>A port that speaks no HTTP: the connection goes to the service's cluster, and each workload decides about it once.</summary>
    private RequestAnswer Connected(RequestAnswer answer, Exchange exchange, ProxyPolicy view)
    {
        var name = ClusterNames.Outbound(port, "", service!.Host);
        var cluster = view.Cluster(name);
        return answer with
        {
            Kind = AnswerKind.PassedThrough,
            Notes = [.. answer.Notes, $"port {port} of {service.Host} speaks TCP: HTTP rules do not apply, and policies see the connection only"],
            Destinations =
            [
                new DestinationAnswer(exchange)
                {
                    Share = 1, Weight = 1, ClusterName = name, Cluster = cluster, RequestChanges = [], ResponseChanges = [], Callees = _callees.Behind(_callees.Endpoints(cluster), exchange.Request, isTcp: true),
                },
            ],
        };
    }

    /// <summary>A caller without sidecar reaches the Service's pods directly, in plain text and unrouted.</summary>
    private RequestAnswer WithoutProxy()
    {
        var endpoints = service?.Endpoints.GetValueOrDefault(port, []) ?? [];
        var exchange = NewExchange(Request());
        var share = endpoints.IsEmpty ? 0 : 1.0 / endpoints.Length;
        return new RequestAnswer
        {
            Kind = AnswerKind.PassedThrough,
            Proxy = proxy,
            Port = port,
            NormalizedTarget = question.Target,
            Notes = [.. notes, "the caller has no sidecar: Kubernetes alone chooses a pod"],
            Destinations =
            [
                .. endpoints.Select(endpoint => new DestinationAnswer(exchange)
                {
                    Share = share, Weight = 1, ClusterName = endpoint.Authority, Cluster = null, RequestChanges = [], ResponseChanges = [], Callees = _callees.Behind([endpoint], exchange.Request, isTcp: service?.Port(port) is { IsHttp: false }),
                }),
            ],
        };
    }

    /// <summary>A port of a gateway that takes the mesh's mutual TLS chooses by the server name, which the request's host stands for.</summary>
    private RouteTable? Table(ProxyPolicy view) => atGateway ? view.Gateway(port) ?? view.Gateway(port, PolicyModel.HostOf(question)) : view.Outbound(port);

    private Exchange Prepared(out MeshResponse? refusal)
    {
        var exchange = NewExchange(Request());
        refusal = RequestPreparation.Prepare(exchange, _policy.PathNormalization, proxy.SpiffeId(_policy.Resources.Mesh.TrustDomain));
        return exchange;
    }

    private Exchange NewExchange(MeshRequest request)
    {
        var destination = new Endpoint { Address = atGateway ? proxy.Ip : service?.Addresses.FirstOrDefault() ?? Outside, Port = port };
        var connection = new DownstreamConnection { PeerAddress = question.ClientAddress ?? (atGateway ? Outside : proxy.Ip), Destination = destination, PeerIdentity = atGateway ? clientIdentity : null };
        var listener = atGateway ? ListenerKind.Gateway : ListenerKind.Outbound;
        return new Exchange(listener, proxy, connection, request, TimeProvider.System, null, Logging);
    }

    private MeshRequest Request()
    {
        var headers = new HeaderList();
        foreach (var (name, value) in question.Headers)
            headers.Append(name.ToLowerInvariant(), value.Trim(' ', '\t'));
        if (question.Claims is { } claims)
        {
            var token = model.StandIn.Header(claims);
            headers.Append(token.Key, token.Value);
        }

        return new MeshRequest
        {
            Method = question.Method,
            Target = question.Target,
            Authority = question.Authority ?? "",
            HostMissing = question.Authority is null,
            Scheme = question.Scheme,
            Headers = headers,
        };
    }

    private static LocalAnswer Local(Exchange exchange, MeshResponse response)
    {
        using var reader = new StreamReader(response.Body, Encoding.UTF8);
        return new LocalAnswer(response.Status, response.Headers.ToPairs(), reader.ReadToEnd(), exchange.Flags, exchange.Details ?? "");
    }
}
