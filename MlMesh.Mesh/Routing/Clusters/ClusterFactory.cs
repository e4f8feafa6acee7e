using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.DestinationRules;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.Scopes;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>Makes the clusters of a proxy: one per service port, and one per subset of its DestinationRule.</summary>
internal sealed class ClusterFactory(Workload workload, bool isGateway, SidecarScope scope, MeshPolicy mesh)
{
    private readonly MeshConfig _config = mesh.Resources.Mesh;

    /// <summary>All clusters that the proxy can send to.</summary>
    public IEnumerable<ClusterConfig> Build()
    {
        yield return new ClusterConfig
        {
            Name = ClusterNames.Passthrough,
            Kind = ClusterKind.OriginalDestination,
            LoadBalancer = new LoadBalancerConfig { Kind = LoadBalancerKind.Passthrough },
            Pool = TrafficPolicies.Pool(null, null, _config),
        };
        yield return new ClusterConfig { Name = ClusterNames.BlackHole, Kind = ClusterKind.BlackHole };
        var names = new HashSet<string>();
        foreach (var service in scope.Services.Where(service => service.Resolution != ServiceResolution.Alias))
        {
            var rule = mesh.DestinationRules.Find(workload, service.Host, service.Namespace);
            foreach (var port in service.Ports.Where(port => names.Add(ClusterNames.Outbound(port.Number, "", service.Host))))
            {
                var policy = TrafficPolicies.OfPort(rule?.TrafficPolicy, port.Number);
                if (Cluster(service, port, null, policy, rule) is { } whole)
                    yield return whole;
                foreach (var subset in rule?.Subsets ?? [])
                {
                    if (Cluster(service, port, subset, TrafficPolicies.OfSubset(policy, subset.TrafficPolicy, port.Number), rule) is { } cluster)
                        yield return cluster;
                }
            }
        }
    }

    private ClusterConfig? Cluster(RegistryService service, RegistryPort port, Subset? subset, TrafficPolicy? policy, ConsolidatedRule? rule)
    {
        var kind = Kind(service, policy?.LoadBalancer);
        var endpoints = ImmutableArray<Endpoint>.Empty;
        var transport = new TransportSelection(mesh, service, port.Number, subset, policy?.Tls, (subset is null ? rule?.TrafficPolicy : subset.TrafficPolicy)?.LoadBalancer);
        if (kind != ClusterKind.OriginalDestination)
        {
            endpoints = [.. service.Endpoints.GetValueOrDefault(port.Number, []).Where(e => subset is null || subset.Labels.Selects(e.Labels)).Select(transport.Apply)];
            // istiod sends no DNS cluster without a name to resolve.
            if (kind == ClusterKind.Dns && endpoints.IsEmpty)
                return null;
        }
        var toOriginal = kind == ClusterKind.OriginalDestination ? transport.OfOriginalDestination : EndpointTransport.Plaintext;
        return new ClusterConfig
        {
            Name = ClusterNames.Outbound(port.Number, subset?.Name ?? "", service.Host),
            Kind = kind,
            Host = service.Host,
            Port = port.Number,
            Subset = subset?.Name ?? "",
            Endpoints = endpoints,
            Transport = toOriginal,
            ServerName = transport.NameFor(toOriginal),
            SubjectAltNames = transport.SubjectAltNamesFor(toOriginal),
            Tls = transport.OriginationFor(toOriginal),
            LoadBalancer = TrafficPolicies.LoadBalancer(policy?.LoadBalancer, kind),
            Pool = TrafficPolicies.Pool(policy?.ConnectionPool, policy?.RetryBudget, _config),
            OutlierDetection = TrafficPolicies.Outliers(policy?.OutlierDetection),
            DestinationRule = rule?.Id,
        };
    }

    private ClusterKind Kind(RegistryService service, LoadBalancerSettings? balancer)
    {
        if (balancer is { Simple: SimpleLoadBalancer.Passthrough })
            return ClusterKind.OriginalDestination;
        return service.Resolution switch
        {
            ServiceResolution.Dns => ClusterKind.Dns,
            // A gateway has no original destination, so a headless Service's pods are listed there.
            ServiceResolution.Passthrough when !(isGateway && service.IsKubernetes) => ClusterKind.OriginalDestination,
            _ => ClusterKind.Endpoints,
        };
    }
}
