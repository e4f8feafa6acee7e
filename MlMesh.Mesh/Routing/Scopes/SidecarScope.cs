using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.VirtualServices;

namespace MlMesh.Mesh.Routing.Scopes;

/// <summary>What one proxy sees of the mesh: everything that is exported to its namespace, limited by the Sidecar resource that holds for it.</summary>
internal sealed class SidecarScope
{
    private static readonly IstioEgressListener Everything = new() { Hosts = ["*/*"] };

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
        // Without a Sidecar's word, a proxy imports everything.
        ImmutableArray<EgressScope> egress = isGateway ? [new EgressScope(null, visible, [])]
            : sidecar is null || sidecar.Egress.Count == 0 ? [Limit(Everything, ns, visible, bound)]
            : [.. sidecar.Egress.Select(listener => Limit(listener, ns, visible, bound))];
        return new SidecarScope(sidecar, egress, sidecar?.OutboundTrafficPolicy ?? resources.Mesh.OutboundTrafficPolicy, Collect(egress, ns, visible));
    }

    /// <summary>What the listeners import together, and the destinations of the VirtualServices that they import.</summary>
    private static ImmutableArray<RegistryService> Collect(ImmutableArray<EgressScope> egress, string ns, ImmutableArray<RegistryService> visible)
    {
        var services = new ImportedServices();
        var byHost = visible.ToLookup(service => service.Host);
        foreach (var listener in egress)
        {
            foreach (var service in listener.Services)
                services.Add(service);
            foreach (var destination in listener.VirtualServices.SelectMany(Destinations))
            {
                // A destination need not be imported itself; the proxy's own namespace knows it best, then the first by name.
                if (byHost[destination.Host].OrderBy(s => s.Namespace != ns).ThenBy(s => s.Namespace, StringComparer.Ordinal).FirstOrDefault() is { } service
                    && Trim(service, listener.Port ?? destination.Port) is { } trimmed)
                    services.Add(trimmed);
            }
        }

        return services.ToImmutable();
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
        // One namespace per host: the proxy's own, else that of a Kubernetes Service, else that of the oldest service.
        var namespaces = imported.GroupBy(service => service.Host)
            .ToDictionary(same => same.Key, same => same.OrderBy(service => service.Namespace != ns).ThenBy(service => !service.IsKubernetes).First().Namespace);
        return new EgressScope(port, [.. imported.Where(service => namespaces[service.Host] == service.Namespace)], [.. bound.Where(service => hosts.Imports(service.Source, service.Hosts))]);
    }

    /// <summary>Hosts and ports that a VirtualService sends to; no port means all of them.</summary>
    private static IEnumerable<(string Host, int? Port)> Destinations(BoundVirtualService service)
    {
        foreach (var rule in service.Rules)
        {
            foreach (var destination in rule.Rule.Route.Select(route => route.Destination).Append(rule.Rule.Mirror).Concat(rule.Rule.Mirrors.Select(mirror => mirror.Destination)))
            {
                if (destination is not null)
                    yield return (destination.Host, destination.Port is { Number: > 0 } port ? (int)port.Number : null);
            }
        }
    }
}
