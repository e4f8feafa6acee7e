using System.Collections.Frozen;
using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.Scopes;
using MlMesh.Mesh.Routing.Translation;
using MlMesh.Mesh.Security.PeerAuthentications;

namespace MlMesh.Mesh.Routing;

/// <summary>A policy as one proxy has it: its route tables and clusters. Immutable; what istiod would send to that proxy.</summary>
public sealed class ProxyPolicy
{
    private readonly FrozenDictionary<int, RouteTable> _outbound;
    private readonly FrozenDictionary<int, RouteTable> _gateway;
    private readonly FrozenDictionary<int, MutualTlsGateway> _mutualTlsGateway;
    private readonly FrozenDictionary<string, ClusterConfig> _clusters;
    private readonly SidecarScope _scope;
    private readonly FrozenDictionary<int, ClusterConfig> _inbound;

    internal ProxyPolicy(MeshPolicy policy, Workload workload)
    {
        Policy = policy;
        Workload = workload;
        PeerAuthentication = policy.PeerAuthentication(workload);
        var mesh = policy.Resources.Mesh;
        var servers = GatewayServers.For(workload, policy.Resources, policy.Registry);
        IsGateway = !servers.IsEmpty;
        var scope = _scope = SidecarScope.For(workload, IsGateway, policy.Resources, policy.Registry, policy.VirtualServices);
        Sidecar = scope.Sidecar;
        AllowsUnknownHosts = scope.Outbound.Mode == OutboundTrafficMode.AllowAny;
        var sidecarTables = new SidecarTables(workload, scope, mesh, policy.DestinationRules);
        var gatewayTables = new GatewayTables(workload, servers, scope, policy.Registry, policy.VirtualServices, mesh, policy.DestinationRules);
        _outbound = sidecarTables.Ports().ToFrozenDictionary(port => port, sidecarTables.Build);
        _gateway = gatewayTables.Ports().ToFrozenDictionary(port => port, gatewayTables.Build);
        _mutualTlsGateway = gatewayTables.MutualTls().ToFrozenDictionary(port => port.Port, port => port.Gateway);
        _clusters = new ClusterFactory(workload, IsGateway, scope, policy).Build().ToFrozenDictionary(cluster => cluster.Name);
        _inbound = InboundFactory.Build(workload, scope.Sidecar, mesh, policy.Registry, policy.DestinationRules);
    }

    /// <summary>The policy of the whole mesh.</summary>
    public MeshPolicy Policy { get; }

    /// <summary>The proxy's workload.</summary>
    public Workload Workload { get; }

    /// <summary>A Gateway selects the workload.</summary>
    public bool IsGateway { get; }

    /// <summary>The Sidecar resource that holds; none without.</summary>
    public SidecarResource? Sidecar { get; }

    /// <summary>Which connections the workload's own ports take.</summary>
    public PeerAuthenticationModes PeerAuthentication { get; }

    /// <summary>
    /// Traffic to unknown hosts passes through (ALLOW_ANY); otherwise it is blocked (REGISTRY_ONLY). On a port without route table it decides about the
    /// connection: pass it through, or cut it off.
    /// </summary>
    public bool AllowsUnknownHosts { get; }

    /// <summary>
    /// Whether a connection that the sidecar does not look into (TLS of the application's own, HTTP/2 from the start, a port where no visible service speaks HTTP) may go to
    /// a host: under REGISTRY_ONLY only to the ports of visible services.
    /// </summary>
    /// <param name="host">The host without port, as the application addresses it.</param>
    /// <param name="port">The port that the application addresses.</param>
    public bool Reaches(string host, int port)
    {
        ArgumentNullException.ThrowIfNull(host);
        return AllowsUnknownHosts || _scope.ForPort(port)?.Services.Any(service => service.Port(port) is not null
            && ServiceDomains.Of(service, [], Workload.Namespace).All.Exists(domain => HostNames.IsSubset(host.ToLowerInvariant(), domain))) == true;
    }

    /// <summary>Ports with an outbound route table.</summary>
    public ImmutableArray<int> OutboundPorts => _outbound.Keys;

    /// <summary>The workload ports on which the gateway takes plaintext.</summary>
    public ImmutableArray<int> GatewayPorts => _gateway.Keys;

    /// <summary>The workload ports on which the gateway takes the mesh's mutual TLS only (servers with <c>tls.mode: ISTIO_MUTUAL</c>).</summary>
    public ImmutableArray<int> MutualTlsGatewayPorts => _mutualTlsGateway.Keys;

    /// <summary>All clusters.</summary>
    public ImmutableArray<ClusterConfig> Clusters => _clusters.Values;

    /// <summary>The routes for requests that the application sends to a service port; none when no visible service speaks HTTP there.</summary>
    public RouteTable? Outbound(int servicePort) => _outbound.GetValueOrDefault(servicePort);

    /// <summary>The routes for plaintext requests that arrive at a workload port of a gateway; none when it does not take plaintext there.</summary>
    public RouteTable? Gateway(int workloadPort) => _gateway.GetValueOrDefault(workloadPort);

    /// <summary>The routes for requests over the mesh's mutual TLS at a workload port of a gateway; none when it takes no such connection.</summary>
    /// <param name="workloadPort">The port.</param>
    /// <param name="serverName">The server name of the TLS handshake, by which one of several servers is meant.</param>
    public RouteTable? Gateway(int workloadPort, string serverName) => _mutualTlsGateway.TryGetValue(workloadPort, out var gateway) ? gateway.Find(serverName) : null;

    /// <summary>A cluster by Envoy's name; none when it does not exist: the answer is 503 with flag <c>NC</c>.</summary>
    public ClusterConfig? Cluster(string name) => _clusters.GetValueOrDefault(name);

    /// <summary>The cluster of one of the workload's own ports; none when no Service declares the port (traffic passes through to it).</summary>
    public ClusterConfig? Inbound(int workloadPort) => _inbound.GetValueOrDefault(workloadPort);
}
