using System.Collections.Immutable;
using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Routing.DestinationRules;
using MlMesh.Mesh.Routing.Matching;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.Scopes;
using MlMesh.Mesh.Routing.VirtualServices;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Builds the outbound route tables of a sidecar, one for each service port.</summary>
internal sealed class SidecarTables(Workload workload, SidecarScope scope, MeshConfig mesh, DestinationRuleIndex destinationRules)
{
    /// <summary>The port on which hosts without a service are routed too.</summary>
    private const int PortOfUnknownHosts = 80;

    private static readonly RouteEntry BlockAll = new() { Name = "block_all", Match = RouteMatch.Everything, DirectResponse = new DirectResponse(502, default) };

    /// <summary>The ports on which some visible service speaks HTTP.</summary>
    public ImmutableSortedSet<int> Ports() =>
        [.. scope.Egress.SelectMany(egress => egress.Services.SelectMany(service => service.Ports).Where(port => port.IsHttp && (egress.Port is null || egress.Port == port.Number)).Select(port => port.Number))];

    public RouteTable Build(int port)
    {
        var egress = scope.ForPort(port)!;
        var services = new Dictionary<string, RegistryService>();
        foreach (var service in egress.Services.Where(service => service.Port(port) is not null))
            services[service.Host] = service;
        var context = new RouteContext
        {
            Workload = workload,
            Port = port,
            Gateway = HostNames.Mesh,
            Mesh = mesh,
            DestinationRules = destinationRules,
            Service = host => services.GetValueOrDefault(host),
            AnyService = scope.Service,
        };
        var translator = new RouteTranslator(context);
        var specific = MostSpecificVirtualServices(egress);
        var drafts = new List<VirtualHostDraft>();
        foreach (var virtualService in egress.VirtualServices)
        {
            if (port == PortOfUnknownHosts || virtualService.Hosts.Any(host => services.Keys.Any(service => HostNames.Overlap(host, service))))
                AddRuled(drafts, virtualService, services, port, translator, specific);
        }
        var ruled = drafts.SelectMany(draft => draft.Services).ToHashSet();
        foreach (var service in services.Values)
        {
            if (!ruled.Contains(service) && service.Resolution != ServiceResolution.Alias && service.Port(port)!.IsHttp)
                drafts.Add(new VirtualHostDraft([], [service], new TranslatedRules([DefaultRoute(service, context)], [])));
        }
        var name = port.ToString(CultureInfo.InvariantCulture);
        return translator.MetRefusedRoute ? new RouteTable(name, []) : new RouteTable(name, VirtualHosts(drafts, egress, port));
    }

    private static void AddRuled(List<VirtualHostDraft> drafts, BoundVirtualService virtualService, Dictionary<string, RegistryService> services, int port, RouteTranslator translator,
        Dictionary<string, BoundVirtualService> specific)
    {
        var rules = translator.Translate(virtualService);
        if (rules.Routes.IsEmpty)
            return;
        var hosts = ImmutableArray.CreateBuilder<string>();
        var matching = ImmutableArray.CreateBuilder<RegistryService>();
        foreach (var host in virtualService.Hosts.OrderBy(HostNames.IsWildcard))
        {
            if (!HostNames.IsWildcard(host))
            {
                if (services.TryGetValue(host, out var service))
                    matching.Add(service);
                else
                    hosts.Add(host);
                continue;
            }
            var covered = services.Values.Where(service => HostNames.Overlap(service.Host, host)).ToList();
            if (covered.Count == 0)
                hosts.Add(host);
            matching.AddRange(covered.Where(service => specific.GetValueOrDefault(service.Host) == virtualService));
        }
        matching.RemoveAll(service => !service.Port(port)!.IsHttp);
        if (matching.Count > 0 || port == PortOfUnknownHosts)
            drafts.Add(new VirtualHostDraft(hosts.ToImmutable(), matching.ToImmutable(), rules));
    }

    /// <summary>Which VirtualService's host is closest to each service: the exact name, else the longest wildcard; the first of equal ones.</summary>
    private static Dictionary<string, BoundVirtualService> MostSpecificVirtualServices(EgressScope egress)
    {
        var byHost = new Dictionary<string, BoundVirtualService>();
        foreach (var virtualService in egress.VirtualServices)
        {
            foreach (var host in virtualService.Hosts)
                byHost.TryAdd(host, virtualService);
        }
        var result = new Dictionary<string, BoundVirtualService>();
        if (!byHost.Keys.Any(HostNames.IsWildcard))
            return result;
        foreach (var service in egress.Services)
        {
            if (HostNames.MostSpecific(service.Host, byHost.Keys) is { } host)
                result[service.Host] = byHost[host];
        }
        return result;
    }

    private static RouteEntry DefaultRoute(RegistryService service, RouteContext context) => new()
    {
        Name = "default",
        Match = RouteMatch.Everything,
        Destinations = [new WeightedCluster { Cluster = ClusterNames.Outbound(context.Port, "", service.Host), Weight = 1 }],
        Retry = RetryTranslator.Translate(context.Mesh.DefaultHttpRetryPolicy, false),
        HashPolicies = context.Hash(service) is { } hash ? [hash] : [],
        Operation = $"{service.Host}:{context.Port}/*",
    };

    private ImmutableArray<VirtualHost> VirtualHosts(List<VirtualHostDraft> drafts, EgressScope egress, int port)
    {
        var hosts = ImmutableArray.CreateBuilder<VirtualHost>();
        var names = new HashSet<string>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var known = drafts.SelectMany(draft => draft.Services).Select(service => service.Host).ToHashSet();
        foreach (var draft in drafts)
        {
            foreach (var host in draft.Hosts)
                Add(host, [host], [], draft.Rules);
            foreach (var service in draft.Services)
            {
                var aliases = egress.Services.Where(other => other.Resolution == ServiceResolution.Alias && other.ExternalName == service.Host);
                var (domains, abbreviations) = ServiceDomains.Of(service, aliases, workload.Namespace);
                Add(service.Host, domains, abbreviations, draft.Rules);
            }
        }
        hosts.Add(CatchAll());
        return hosts.ToImmutable();

        void Add(string host, IEnumerable<string> domains, HashSet<string> abbreviations, TranslatedRules rules)
        {
            if (!names.Add(host))
                return;
            var free = domains.Where(domain => !(abbreviations.Contains(domain) && known.Contains(domain)) && taken.Add(domain)).ToImmutableArray();
            if (!free.IsEmpty)
                hosts.Add(new VirtualHost { Name = $"{host}:{port}", Domains = free, Routes = rules.Routes, Omitted = rules.Omitted });
        }
    }

    private VirtualHost CatchAll()
    {
        if (scope.Outbound.Mode != OutboundTrafficMode.AllowAny)
            return new VirtualHost { Name = "block_all", Domains = ["*"], Routes = [BlockAll] };
        var cluster = scope.Outbound.EgressProxy is { } proxy ? ClusterNames.Outbound((int)(proxy.Port?.Number ?? 0), proxy.Subset, proxy.Host) : ClusterNames.Passthrough;
        var route = new RouteEntry { Name = "allow_any", Match = RouteMatch.Everything, Destinations = [new WeightedCluster { Cluster = cluster, Weight = 1 }] };
        return new VirtualHost { Name = "allow_any", Domains = ["*"], Routes = [route] };
    }
}
