using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.VirtualServices;

namespace MlMesh.Mesh.Routing.Scopes;

/// <summary>What one proxy sees of the mesh: everything that is exported to its namespace, limited by the Sidecar resource that holds for it.</summary>
internal sealed class SidecarScope
{
    private readonly Dictionary<string, RegistryService> _byName;

    private SidecarScope(SidecarResource? sidecar, ImmutableArray<EgressScope> egress, OutboundTrafficPolicy outbound, ImmutableArray<RegistryService> services)
    {
        Sidecar = sidecar;
        Egress = egress;
        Outbound = outbound;
        Services = services;
        _byName = ServiceRegistry.ByName(services);
    }

    /// <summary>The Sidecar resource that holds; none without.</summary>
    public SidecarResource? Sidecar { get; }

    public ImmutableArray<EgressScope> Egress { get; }

    /// <summary>What happens to requests for unknown hosts.</summary>
    public OutboundTrafficPolicy Outbound { get; }

    /// <summary>Every service that has clusters: the imported ones and the destinations of imported VirtualServices.</summary>
    public ImmutableArray<RegistryService> Services { get; }

    public RegistryService? Service(string host) => _byName.GetValueOrDefault(host);

    /// <summary>The listener that serves a port: its own, else the one for all ports.</summary>
    public EgressScope? ForPort(int port) => Egress.FirstOrDefault(e => e.Port == port) ?? Egress.FirstOrDefault(e => e.Port is null);

    public static SidecarScope For(Workload workload, bool isGateway, MeshResources resources, ServiceRegistry registry, VirtualServiceIndex virtualServices)
    {
        var sidecar = isGateway ? null : Choose(workload, resources);
        var ns = workload.Namespace;
        var visible = registry.VisibleTo(ns);
        var bound = virtualServices.For(ns, HostNames.Mesh);
        ImmutableArray<EgressScope> egress = sidecar is null || sidecar.Egress.Count == 0
            ? [new EgressScope(null, visible, bound)]
            : [.. sidecar.Egress.Select(listener => Limit(listener, ns, visible, bound))];
        var imported = egress.SelectMany(e => e.Services).Distinct().ToList();
        var known = imported.Select(service => service.Host).ToHashSet();
        foreach (var host in egress.SelectMany(e => e.VirtualServices).SelectMany(DestinationHosts))
        {
            // A destination need not be imported itself; the proxy's own namespace knows it best, then the first by name.
            if (known.Add(host) && visible.Where(s => s.Host == host).OrderBy(s => s.Namespace != ns).ThenBy(s => s.Namespace, StringComparer.Ordinal).FirstOrDefault() is { } service)
                imported.Add(service);
        }
        return new SidecarScope(sidecar, egress, sidecar?.OutboundTrafficPolicy ?? resources.Mesh.OutboundTrafficPolicy, [.. imported]);
    }

    private static SidecarResource? Choose(Workload workload, MeshResources resources)
    {
        var own = resources.Sidecars.OldestFirst().Where(s => s.Namespace == workload.Namespace).ToList();
        return own.Find(s => s.WorkloadSelector is { } selector && selector.Labels.Selects(workload.Labels))
            ?? own.Find(s => s.WorkloadSelector is null)
            ?? resources.Sidecars.OldestFirst().FirstOrDefault(s => s.Namespace == resources.Mesh.RootNamespace && s.WorkloadSelector is null);
    }

    private static EgressScope Limit(IstioEgressListener listener, string ns, ImmutableArray<RegistryService> visible, ImmutableArray<BoundVirtualService> bound)
    {
        var hosts = new EgressHosts(listener.Hosts, ns);
        var port = listener.Port is { Number: > 0 } stated ? (int?)stated.Number : null;
        var imported = visible.Where(service => hosts.Imports(service) && (port is not { } number || service.Port(number) is not null)).ToList();
        // One namespace per host: the proxy's own, else that of the oldest service.
        var namespaces = imported.GroupBy(service => service.Host).ToDictionary(same => same.Key, same => same.Any(s => s.Namespace == ns) ? ns : same.First().Namespace);
        return new EgressScope(port, [.. imported.Where(service => namespaces[service.Host] == service.Namespace)], [.. bound.Where(service => hosts.Imports(service.Source, service.Hosts))]);
    }

    private static IEnumerable<string> DestinationHosts(BoundVirtualService service)
    {
        foreach (var rule in service.Rules)
        {
            foreach (var destination in rule.Rule.Route.Select(route => route.Destination).Append(rule.Rule.Mirror).Concat(rule.Rule.Mirrors.Select(mirror => mirror.Destination)))
            {
                if (destination is not null)
                    yield return destination.Host;
            }
        }
    }
}
