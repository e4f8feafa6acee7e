using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar.Filters;
using MlMesh.Mesh.Sidecar.InProcess;
using MlMesh.Mesh.Sidecar.Tracing;
using MlMesh.Mesh.Traffic;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>The proxy of one workload, a sidecar or a gateway: requests go in, answers come out, as Envoy under istiod's configuration would give them. Thread-safe.</summary>
public sealed class MeshProxy : IDisposable
{
    private readonly ProxyServices _services;
    private readonly ClusterSet _clusters;
    private readonly Forwarder _forwarder;
    private readonly ClusterSet? _applications;
    private readonly Forwarder? _toApplication;
    private readonly ConcurrentDictionary<int, ApplicationGate> _gates = new();
    private readonly FilterServices _filterServices;
    private volatile ProxySnapshot _snapshot;

    /// <summary>Creates a proxy.</summary>
    /// <param name="workload">Whose proxy it is.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="services">What it needs from outside.</param>
    public MeshProxy(Workload workload, MeshPolicy policy, ProxyServices services)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(services);
        Workload = workload;
        _services = services;
        _filterServices = new FilterServices(services, () => _snapshot!.Policy.Policy, name => _clusters!.Find(name));
        _snapshot = new ProxySnapshot(policy, workload, services, _filterServices);
        var clusterServices = new ClusterServices(services.Connector, services.Time, services.Random);
        _clusters = new ClusterSet(clusterServices, _snapshot.Policy.Cluster);
        _forwarder = new Forwarder(clusterServices, new Mirrors(_clusters, clusterServices, workload.Ip), services.RetryBufferLimit);
        if (services.Application is not { } application)
            return;
        var applicationServices = clusterServices with { Connector = application };
        _applications = new ClusterSet(applicationServices, port => Inbound(_snapshot.Policy, port));
        _toApplication = new Forwarder(applicationServices, new Mirrors(_applications, applicationServices, workload.Ip), services.RetryBufferLimit);
    }

    /// <summary>Whose proxy it is.</summary>
    public Workload Workload { get; }

    /// <summary>Takes over a new policy at once. Requests in flight finish under the old one; clusters that did not change keep their connections, counts and ejections.</summary>
    public void Apply(MeshPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var snapshot = new ProxySnapshot(policy, Workload, _services, _filterServices);
        _snapshot = snapshot;
        _clusters.Apply(snapshot.Policy.Cluster);
        _applications?.Apply(port => Inbound(snapshot.Policy, port));
    }

    /// <summary>The policy as this proxy has it now.</summary>
    public ProxyPolicy Policy => _snapshot.Policy;

    /// <summary>A request of the workload's own application to somebody else.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connection">The application's connection; its destination is what the application dialled.</param>
    /// <param name="cancellationToken">The application gave up.</param>
    /// <exception cref="OperationCanceledException">The application gave up.</exception>
    public ValueTask<MeshResponse> OutboundAsync(MeshRequest request, DownstreamConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var snapshot = _snapshot;
        return HandleAsync(ListenerKind.Outbound, snapshot, snapshot.Policy.Outbound(connection.Destination.Port), request, connection, cancellationToken);
    }

    /// <summary>A request at a gateway's port.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connection">The client's connection; its destination's port is the gateway's.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <returns>The answer; none when the gateway has no such port.</returns>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public ValueTask<MeshResponse> GatewayAsync(MeshRequest request, DownstreamConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var snapshot = _snapshot;
        return HandleAsync(ListenerKind.Gateway, snapshot, GatewayRoutes(snapshot, connection), request, connection, cancellationToken);
    }

    /// <summary>A request of somebody else to the workload's own application, over <see cref="ProxyServices.Application"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connection">The caller's connection; its destination is the workload's address and port.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    /// <exception cref="InvalidOperationException">There is no such connection to the application.</exception>
    public ValueTask<MeshResponse> InboundAsync(MeshRequest request, DownstreamConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var cluster = _applications?.Find(connection.Destination.Port.ToString(CultureInfo.InvariantCulture))
            ?? throw new InvalidOperationException("The proxy has no connection to its application.");
        return HandleAsync(ListenerKind.Inbound, _snapshot, null, request, connection, cancellationToken, cluster);
    }

    /// <summary>A request of somebody else to the workload's own application, which runs in this process.</summary>
    /// <param name="request">The request; on return it is as the application is to get it.</param>
    /// <param name="connection">The caller's connection; its destination is the workload's address and port.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public async ValueTask<ApplicationExchange> EnterInboundAsync(MeshRequest request, DownstreamConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(connection);
        var snapshot = _snapshot;
        var cluster = snapshot.Policy.Inbound(connection.Destination.Port) ?? InboundRoute.Passthrough;
        var gate = GateOf(connection.Destination.Port, cluster.Pool);
        var exchange = new Exchange(ListenerKind.Inbound, Workload, connection, request, _services.Time, _services.Observer, snapshot.AccessLog);
        if (Prepare(exchange, snapshot) is { } refusal)
            return new ApplicationExchange(exchange) { Answer = refusal };
        exchange.Decision = InboundRoute.Decision;
        exchange.ClusterConfig = cluster;
        var chain = ChainOf(exchange, snapshot);
        if ((await chain.ApplyAsync(exchange, cancellationToken).ConfigureAwait(false) ?? await chain.AtRouter.ApplyAsync(exchange, cancellationToken).ConfigureAwait(false)) is { } refused)
            return new ApplicationExchange(exchange) { Answer = refused };
        exchange.Trace?.Forward(exchange);
        if (gate is not null && !await gate.EnterAsync(cancellationToken).ConfigureAwait(false))
            return new ApplicationExchange(exchange) { Answer = Forwarder.Overflow(exchange, InboundRoute.Decision) };
        var local = new ApplicationExchange(exchange, gate);
        local.Decided(InboundRoute.Decision, null, null);
        return local;
    }

    /// <summary>A request at a gateway's port, where the application behind the gateway may run in this process (<see cref="ProxyServices.LocalWorkload"/>).</summary>
    /// <param name="request">The request; on return it is as the application is to get it.</param>
    /// <param name="connection">The client's connection; its destination's port is the gateway's.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public async ValueTask<ApplicationExchange> EnterGatewayAsync(MeshRequest request, DownstreamConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(connection);
        var snapshot = _snapshot;
        var exchange = new Exchange(ListenerKind.Gateway, Workload, connection, request, _services.Time, _services.Observer, snapshot.AccessLog);
        var local = new ApplicationExchange(exchange);
        local.Answer = Prepare(exchange, snapshot)
            ?? await RouteAsync(exchange, snapshot, GatewayRoutes(snapshot, connection), null, local, cancellationToken).ConfigureAwait(false);
        return local;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _clusters.Dispose();
        _applications?.Dispose();
        _filterServices.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<MeshResponse> HandleAsync(
        ListenerKind listener, ProxySnapshot snapshot, RouteTable? routes, MeshRequest request, DownstreamConnection connection, CancellationToken cancellationToken,
        UpstreamCluster? application = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var exchange = new Exchange(listener, Workload, connection, request, _services.Time, _services.Observer, snapshot.AccessLog);
        try
        {
            var response = Prepare(exchange, snapshot)
                ?? await RouteAsync(exchange, snapshot, routes, application, null, cancellationToken).ConfigureAwait(false);
            if (response!.Body is MessageBodyStream streaming)
                streaming.Observer = exchange;
            else
                exchange.Complete();
            return response;
        }
        catch (OperationCanceledException)
        {
            exchange.AddFlag("DC");
            exchange.Details = "downstream_remote_disconnect";
            exchange.Complete();
            throw;
        }
    }

    private ValueTask<MeshResponse?> RouteAsync(
        Exchange exchange, ProxySnapshot snapshot, RouteTable? routes, UpstreamCluster? application, ApplicationExchange? local, CancellationToken cancellationToken)
    {
        var cluster = application ?? Decide(exchange, routes);
        if (application is not null)
        {
            exchange.Decision = InboundRoute.Decision;
            exchange.ClusterConfig = application.Config;
        }

        var chain = ChainOf(exchange, snapshot);
        var filtered = chain.ApplyAsync(exchange, cancellationToken);
        if (!filtered.IsCompletedSuccessfully)
            return FilterThenForwardAsync(filtered, exchange, chain, routes, cluster, local, cancellationToken);
        return filtered.Result is { } answer
            ? ValueTask.FromResult<MeshResponse?>(answer)
            : ForwardFilteredAsync(exchange, chain, routes, cluster, local, cancellationToken);
    }

    private async ValueTask<MeshResponse?> FilterThenForwardAsync(
        ValueTask<MeshResponse?> filtered, Exchange exchange, HttpFilterChain chain, RouteTable? routes, UpstreamCluster? cluster, ApplicationExchange? local,
        CancellationToken cancellationToken) => await filtered.ConfigureAwait(false)
        ?? await ForwardFilteredAsync(exchange, chain, routes, cluster, local, cancellationToken).ConfigureAwait(false);

    private static HttpFilterChain ChainOf(Exchange exchange, ProxySnapshot snapshot) => snapshot.Filters.For(exchange.Listener, exchange.Connection);

    private ValueTask<MeshResponse?> ForwardFilteredAsync(
        Exchange exchange, HttpFilterChain chain, RouteTable? routes, UpstreamCluster? cluster, ApplicationExchange? local, CancellationToken cancellationToken)
    {
        if (exchange.RouteCleared && exchange.Listener != ListenerKind.Inbound)
            cluster = Decide(exchange, routes);
        var decision = exchange.Decision;
        if (decision.Kind == RouteDecisionKind.Forward && (decision.Route is not { Fault: null, Cors: null } || local is not null))
            return FaultThenForwardAsync(exchange, chain, decision, cluster, local, cancellationToken);

        var filtered = chain.AtRouter.ApplyAsync(exchange, cancellationToken);
        if (!filtered.IsCompletedSuccessfully)
            return FilterThenForwardAsync(filtered, exchange, cluster, cancellationToken);
        return filtered.Result is { } answer ? ValueTask.FromResult<MeshResponse?>(answer) : ForwardAsync(exchange, cluster, cancellationToken);
    }

    private async ValueTask<MeshResponse?> FilterThenForwardAsync(ValueTask<MeshResponse?> filtered, Exchange exchange, UpstreamCluster? cluster, CancellationToken cancellationToken) =>
        await filtered.ConfigureAwait(false) ?? await ForwardAsync(exchange, cluster, cancellationToken).ConfigureAwait(false);

    // The filters' own answers already name route and cluster in the log.
    private UpstreamCluster? Decide(Exchange exchange, RouteTable? routes)
    {
        var decision = exchange.Decision = routes?.Route(exchange.Head, _services.Random) ?? default;
        var cluster = decision.Cluster is { } name ? _clusters.Find(name) : null;
        exchange.DrawnCluster = decision.Cluster;
        exchange.ClusterConfig = cluster?.Config;
        return cluster;
    }

    /// <summary>The answer of a route that forwards nothing, or of none.</summary>
    internal static MeshResponse AnswerItself(Exchange exchange, RouteDecision decision, in RequestHead head) => decision.Kind switch
    {
        RouteDecisionKind.DirectResponse => LocalReply.Create(
            exchange, decision.Route!.DirectResponse!.Status, "direct_response", decision.Route.DirectResponse.Body, decision: decision),
        RouteDecisionKind.Redirect => LocalReply.Create(
            exchange, decision.Redirect!.Status, "direct_response", decision: decision, header: new HeaderField(HeaderNames.Location, decision.Redirect.Location(head))),
        _ => LocalReply.Create(exchange, 404, "route_not_found", flag: "NR"),
    };

    private static RouteTable? GatewayRoutes(ProxySnapshot snapshot, DownstreamConnection connection) => connection.PeerIdentity is null
        ? snapshot.Policy.Gateway(connection.Destination.Port)
        : snapshot.Policy.Gateway(connection.Destination.Port, connection.ServerName);

    private static ClusterConfig Inbound(ProxyPolicy policy, string port) => policy.Inbound(int.Parse(port, CultureInfo.InvariantCulture))
        ?? InboundRoute.Passthrough;

    private async ValueTask<MeshResponse?> FaultThenForwardAsync(
        Exchange exchange, HttpFilterChain chain, RouteDecision decision, UpstreamCluster? cluster, ApplicationExchange? local, CancellationToken cancellationToken)
    {
        if (decision.Route!.Fault is not null
            && await FaultFilter.ApplyAsync(exchange, decision, _services.Random, _services.Time, cancellationToken).ConfigureAwait(false) is { } injected)
            return injected;
        var cors = decision.Route.Cors;
        var origin = cors is null ? null : exchange.Request.Headers.First(HeaderNames.Origin);
        if (cors is not null && CorsFilter.Preflight(exchange, cors) is { } preflight)
            return preflight;
        if (await chain.AtRouter.ApplyAsync(exchange, cancellationToken).ConfigureAwait(false) is { } refused)
            return Marked(refused, cors, origin);
        if (local is not null && cluster is not null && IsLocal(cluster.Config))
        {
            Forwarder.RewriteRequest(exchange, decision);
            exchange.Upstream = cluster.Config.Endpoints[0];
            exchange.Trace?.Forward(exchange);
            local.Decided(decision, cors, origin);
            return null;
        }

        return Marked((await ForwardAsync(exchange, cluster, cancellationToken).ConfigureAwait(false))!, cors, origin);
    }

    private static MeshResponse Marked(MeshResponse response, CorsRules? cors, string? origin)
    {
        if (cors is not null)
            CorsFilter.Mark(response, cors, origin);
        return response;
    }

    private MeshResponse? Prepare(Exchange exchange, ProxySnapshot snapshot)
    {
        var refusal = RequestPreparation.Prepare(exchange, snapshot.Policy.Policy.PathNormalization, snapshot.Identity);
        exchange.Trace = ExchangeTrace.Begin(exchange, snapshot.Tracing, _services.Random);
        return refusal;
    }

    private bool IsLocal(ClusterConfig cluster) => _services.LocalWorkload is { } own
        && cluster.Endpoints is [{ Workload: { } only }] && only.Name == own.Name && only.Namespace == own.Namespace;

    private ApplicationGate? GateOf(int port, ConnectionPoolConfig limits)
    {
        if (limits == ConnectionPoolConfig.Default)
            return null;
        // Changed limits begin to count anew; what is inside finishes under the old ones.
        return _gates.AddOrUpdate(port, static (_, limits) => new ApplicationGate(limits), static (_, gate, limits) => gate.Limits == limits ? gate : new ApplicationGate(limits), limits);
    }

    private ValueTask<MeshResponse?> ForwardAsync(Exchange exchange, UpstreamCluster? cluster, CancellationToken cancellationToken)
    {
        var decision = exchange.Decision;
        if (exchange.Listener == ListenerKind.Inbound)
            return _toApplication!.ForwardAsync(exchange, decision, cluster!, cancellationToken);
        if (decision.Kind != RouteDecisionKind.Forward)
            return ValueTask.FromResult<MeshResponse?>(AnswerItself(exchange, decision, exchange.Head));
        return cluster is null
            ? ValueTask.FromResult<MeshResponse?>(LocalReply.Create(exchange, 503, "cluster_not_found", flag: "NC", decision: decision))
            : _forwarder.ForwardAsync(exchange, decision, cluster, cancellationToken);
    }
}
