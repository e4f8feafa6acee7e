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
        var services = sidecar is null || sidecar.Egress.Count == 0 ? visible : Collect(egress, ns, visible);
        return new SidecarScope(sidecar, egress, sidecar?.OutboundTrafficPolicy ?? resources.Mesh.OutboundTrafficPolicy, services);
    }

    /// <summary>What the listeners import together: the first namespace that offers a host has it, with the ports of all listeners that import it from there.</summary>
    private static ImmutableArray<RegistryService> Collect(ImmutableArray<EgressScope> egress, string ns, ImmutableArray<RegistryService> visible)
    {
        var order = new List<string>();
        var byHost = new Dictionary<string, RegistryService>();
        foreach (var listener in egress)
        {
            foreach (var service in listener.Services)
                Add(service);
            foreach (var host in listener.VirtualServices.SelectMany(DestinationHosts))
            {
                // A destination need not be imported itself; the proxy's own namespace knows it best, then the first by name.
                if (visible.Where(s => s.Host == host).OrderBy(s => s.Namespace != ns).ThenBy(s => s.Namespace, StringComparer.Ordinal).FirstOrDefault() is { } service
                    && Trim(service, listener.Port) is { } trimmed)
                    Add(trimmed);
            }
        }

        return [.. order.Select(host => byHost[host])];

        void Add(RegistryService service)
        {
            if (byHost.TryAdd(service.Host, service))
                order.Add(service.Host);
            else if (byHost[service.Host] is var known && known.Namespace == service.Namespace)
                byHost[service.Host] = known.Joined(service);
        }
    }

    private static RegistryService? Trim(RegistryService service, int? port) => port is not { } number ? service : service.Port(number) is { } only ? service.WithPorts([only]) : null;

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
        var imported = visible.Where(hosts.Imports).Select(service => Trim(service, port)).OfType<RegistryService>().ToList();
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
