using System.Collections.Immutable;
using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.DestinationRules;
using MlMesh.Mesh.Routing.Explaining;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.Scopes;
using MlMesh.Mesh.Routing.VirtualServices;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Builds the route tables of a gateway, one for each port that it listens on.</summary>
internal sealed class GatewayTables(Workload workload, ImmutableArray<GatewayServer> servers, SidecarScope scope, ServiceRegistry registry, VirtualServiceIndex virtualServices, MeshConfig mesh,
    DestinationRuleIndex destinationRules)
{
    /// <summary>The ports that take plaintext.</summary>
    public ImmutableSortedSet<int> Ports() => [.. servers.Where(server => !server.IsMutualTls).Select(server => server.ListenerPort)];

    /// <summary>The routes of a port that takes plaintext, of all its servers.</summary>
    public RouteTable Build(int listenerPort) =>
        Build(servers.Where(server => server.ListenerPort == listenerPort), string.Create(CultureInfo.InvariantCulture, $"http.{listenerPort}"));

    /// <summary>The ports that take the mesh's mutual TLS. Every server has routes of its own there.</summary>
    public IEnumerable<(int Port, MutualTlsGateway Gateway)> MutualTls() => servers.Where(server => server.IsMutualTls).GroupBy(server => server.ListenerPort)
        .Select(port => (port.Key, new MutualTlsGateway([.. port.Select(server => (server.ServerNames.ToImmutableArray(), Build([server], server.RouteName)))])));

    private RouteTable Build(IEnumerable<GatewayServer> own, string name)
    {
        var drafts = new Dictionary<string, Draft>();
        var translated = new Dictionary<(string Gateway, BoundVirtualService Service), TranslatedRules>();
        var refused = false;
        foreach (var server in own)
        {
            foreach (var virtualService in virtualServices.For(workload.Namespace, server.Gateway))
            {
                var hosts = Intersect([.. server.HostsFor(virtualService.Source.Namespace)], virtualService.Hosts);
                if (hosts.Count == 0)
                    continue;
                if (!translated.TryGetValue((server.Gateway, virtualService), out var rules))
                {
                    var translator = new RouteTranslator(Context(server, virtualService));
                    rules = translator.Translate(virtualService);
                    refused |= translator.MetRefusedRoute;
                    // Only a successful translation is kept; another server of this Gateway may find routes for its own port.
                    if (!rules.Routes.IsEmpty)
                        translated.Add((server.Gateway, virtualService), rules);
                }
                if (rules.Routes.IsEmpty)
                    continue;
                foreach (var host in hosts)
                {
                    var draft = DraftOf(drafts, host, server);
                    draft.Routes.AddRange(rules.Routes);
                    draft.Omitted.AddRange(rules.Omitted);
                    draft.RequireTls |= server.RedirectsToHttps;
                }
            }
            if (server.RedirectsToHttps)
            {
                foreach (var host in server.Hosts)
                    DraftOf(drafts, host, server).RequireTls = true;
            }
        }
        return new RouteTable(name, refused ? [] : [.. drafts.Select(entry => Finish(entry.Key, entry.Value))]) { ServerPorts = [.. own.Select(server => server.Port).Distinct()] };
    }

    private RouteContext Context(GatewayServer server, BoundVirtualService virtualService) => new()
    {
        Workload = workload,
        Port = server.Port,
        Gateway = server.Gateway,
        Mesh = mesh,
        DestinationRules = destinationRules,
        Service = host => registry.ByHost(host).FirstOrDefault(s => s.Namespace == virtualService.Source.Namespace && s.Visibility.Includes(workload.Namespace)) ?? scope.Service(host),
        AnyService = scope.Service,
    };

    private static Draft DraftOf(Dictionary<string, Draft> drafts, string host, GatewayServer server)
    {
        host = host.ToLowerInvariant();
        return drafts.TryGetValue(host, out var draft) ? draft : drafts[host] = new Draft(server.Port);
    }

    /// <summary>Catch-all routes go behind the others, whose order stays.</summary>
    private static VirtualHost Finish(string host, Draft draft) => new()
    {
        Name = $"{host}:{draft.Port}",
        Domains = [host],
        Routes = [.. draft.Routes.OrderBy(route => route.Match.IsCatchAll)],
        Omitted = [.. draft.Omitted],
        RequireTls = draft.RequireTls,
    };

    private static List<string> Intersect(List<string> serverHosts, ImmutableArray<string> hosts)
    {
        var result = new List<string>();
        foreach (var open in serverHosts)
        {
            foreach (var host in hosts)
            {
                var common = HostNames.IsSubset(open, host) ? open : HostNames.IsSubset(host, open) ? host : null;
                if (common is not null && !result.Contains(common))
                    result.Add(common);
            }
        }
        return result;
    }

    private sealed class Draft(int port)
    {
        public int Port { get; } = port;

        public List<RouteEntry> Routes { get; } = [];

        public List<OmittedRule> Omitted { get; } = [];

        public bool RequireTls { get; set; }
    }
}
