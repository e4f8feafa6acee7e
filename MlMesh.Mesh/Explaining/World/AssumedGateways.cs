using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Explaining.World;

/// <summary>The pods that play the Gateways of the input, and Gateways that VirtualServices name and the input lacks.</summary>
internal sealed class AssumedGateways(MeshResources resources, AddressPool addresses)
{
    private const string Role = "istio";

    /// <summary>What a default installation of Istio maps the usual ports to.</summary>
    private static readonly Dictionary<uint, uint> Targets = new() { [80] = 8080, [443] = 8443 };

    /// <summary>Gateways for the names that no resource has: http on port 80 for every host.</summary>
    public IReadOnlyList<GatewayResource> Missing()
    {
        var known = resources.Gateways.Select(gateway => $"{gateway.Namespace}/{gateway.Name}").ToHashSet(StringComparer.Ordinal);
        var named = resources.VirtualServices.SelectMany(service => service.Gateways.Concat(service.Http.SelectMany(rule => rule.Match).SelectMany(match => match.Gateways))
            .Select(gateway => HostNames.ResolveGateway(gateway, service.Namespace)));
        return [.. named.Where(name => name != HostNames.Mesh && !known.Contains(name)).Distinct(StringComparer.Ordinal).Select(Gateway)];
    }

    /// <summary>Pods and Services for the selectors that no pod of the input has.</summary>
    public (IReadOnlyList<Pod> Pods, IReadOnlyList<KubernetesService> Services) Workloads(IReadOnlyList<GatewayResource> gateways)
    {
        var pods = new List<Pod>();
        var services = new List<KubernetesService>();
        foreach (var gateway in gateways)
        {
            var selector = gateway.Selector.Count > 0 ? gateway.Selector : new Dictionary<string, string> { [Role] = "ingressgateway" };
            if (resources.Pods.Concat(pods).Any(pod => selector.Selects(pod.Labels)))
                continue;
            var name = selector.TryGetValue(Role, out var role) ? $"istio-{role}" : selector.GetValueOrDefault("app", gateway.Name);
            var labels = SidecarLabels.With(selector);
            labels.TryAdd("app", name);
            var ns = resources.Mesh.RootNamespace;
            // The service account of a default installation.
            pods.Add(new Pod { Kind = "Pod", Name = name, Namespace = ns, Labels = labels, ServiceAccountName = $"{name}-service-account", PodIp = addresses.Next() });
            if (!resources.Services.Any(service => service.Name == name))
                services.Add(Service(name, ns, labels, gateways.Where(other => other.Selector.Count == 0 || other.Selector.Selects(labels))));
        }

        return (pods, services);
    }

    private static GatewayResource Gateway(string id) => new()
    {
        Kind = "Gateway",
        Namespace = id.Split('/')[0],
        Name = id.Split('/')[1],
        Selector = new Dictionary<string, string> { [Role] = "ingressgateway" },
        Servers = [new Server { Port = new ServerPort { Number = 80, Name = "http", Protocol = "HTTP" }, Hosts = ["*"] }],
    };

    private KubernetesService Service(string name, string ns, Dictionary<string, string> labels, IEnumerable<GatewayResource> gateways) => new()
    {
        Kind = "Service",
        Name = name,
        Namespace = ns,
        ClusterIp = addresses.Next(),
        Selector = labels,
        Ports =
        [
            .. gateways.SelectMany(gateway => gateway.Servers).Select(server => server.Port).OfType<ServerPort>().DistinctBy(port => port.Number).Select(port => new KubernetesServicePort
            {
                Name = port.Name,
                Port = port.Number,
                TargetPort = Targets.GetValueOrDefault(port.Number, port.Number).ToString(CultureInfo.InvariantCulture),
            }),
        ],
    };
}
