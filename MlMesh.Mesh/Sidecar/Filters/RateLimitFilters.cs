using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.EnvoyFilters;
using MlMesh.Mesh.Security.RateLimits;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Makes the rate-limit filters of one filter chain.</summary>
internal sealed class RateLimitFilters
{
    private readonly ProxyPolicy _policy;
    private readonly FilterServices _services;
    private readonly RouteLimitTable _routes;
    private readonly string _place;
    private readonly string _sourceCluster;

    public RateLimitFilters(FilterChainKey key, ProxyPolicy policy, ProxyPatches patches, FilterServices services)
    {
        _policy = policy;
        _services = services;
        // Ports that no Service declares share one filter chain.
        var undeclared = key.Listener == ListenerKind.Inbound && policy.Inbound(key.Port) is null;
        _place = undeclared ? (key with { Port = 0 }).Place : key.Place;
        _sourceCluster = $"{policy.Workload.CanonicalName}.{policy.Workload.Namespace}";
        _routes = key.Listener switch
        {
            ListenerKind.Inbound => Inbound(key.Port, policy, patches),
            ListenerKind.Gateway => Build(policy.Gateway(key.Port), EnvoyPatchContext.Gateway, patches),
            _ => Build(policy.Outbound(key.Port), EnvoyPatchContext.SidecarOutbound, patches),
        };
    }

    /// <summary>Makes a filter.</summary>
    /// <param name="patch">The patch that inserts it.</param>
    /// <param name="number">The patch's number among the proxy's.</param>
    public IHttpFilter Create(HttpFilterPatch patch, int number) => patch.Global is { } global
        ? new RateLimitFilter(patch.Name, global, _policy.Cluster(global.Cluster) is null ? null : Service(), _routes, _sourceCluster)
        : new LocalRateLimitFilter(patch.Name, _services.Limiters.At($"{_place}#{number}", patch.Local!), _routes, _sourceCluster, _services.Random);

    private RateLimitService Service() => new(_policy.Policy.Resources.RateLimitDomains, _services.Counters, _services.Time);

    private RouteLimitTable Inbound(int port, ProxyPolicy policy, ProxyPatches patches)
    {
        var cluster = policy.Inbound(port);
        var shape = new RouteConfigurationShape(EnvoyPatchContext.SidecarInbound, cluster?.Name ?? InboundRoute.Passthrough.Name, [cluster is null ? 0 : port]);
        var servicePort = cluster is null ? 0 : cluster.Port == 0 ? port : cluster.Port;
        return RouteLimitTable.Build(shape, [(InboundRoute.Decision.VirtualHost!, $"inbound|http|{servicePort}")], patches.Routes, _services.Limiters, _place);
    }

    private RouteLimitTable Build(RouteTable? table, EnvoyPatchContext context, ProxyPatches patches)
    {
        var ports = table is null ? [] : table.ServerPorts.IsEmpty && int.TryParse(table.Name, out var port) ? [port] : table.ServerPorts;
        return RouteLimitTable.Build(new RouteConfigurationShape(context, table?.Name ?? "", ports), table?.VirtualHosts.Select(host => (host, host.Name)) ?? [], patches.Routes, _services.Limiters, _place);
    }
}
