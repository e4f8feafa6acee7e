using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.DestinationRules;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.Scopes;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>Makes the clusters of a proxy: one per service port, and one per subset of its DestinationRule.</summary>
internal sealed class ClusterFactory(Workload workload, bool isGateway, SidecarScope scope, MeshConfig mesh, DestinationRuleIndex destinationRules)
{
    /// <summary>All clusters that the proxy can send to.</summary>
    public IEnumerable<ClusterConfig> Build()
    {
        yield return new ClusterConfig
        {
            Name = ClusterNames.Passthrough,
            Kind = ClusterKind.OriginalDestination,
            LoadBalancer = new LoadBalancerConfig { Kind = LoadBalancerKind.Passthrough },
            Pool = TrafficPolicies.Pool(null, null, mesh),
        };
        yield return new ClusterConfig { Name = ClusterNames.BlackHole, Kind = ClusterKind.BlackHole };
        var names = new HashSet<string>();
        foreach (var service in scope.Services.Where(service => service.Resolution != ServiceResolution.Alias))
        {
            var rule = destinationRules.Find(workload, service.Host, service.Namespace);
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
        var sni = ClusterNames.Sni(port.Number, subset?.Name ?? "", service.Host);
        if (kind != ClusterKind.OriginalDestination)
        {
            endpoints = [.. service.Endpoints.GetValueOrDefault(port.Number, []).Where(e => subset is null || subset.Labels.Selects(e.Labels)).Select(e => Secure(e, service, policy?.Tls, sni))];
            // istiod sends no DNS cluster without a name to resolve.
            if (kind == ClusterKind.Dns && endpoints.IsEmpty)
                return null;
        }
        return new ClusterConfig
        {
            Name = ClusterNames.Outbound(port.Number, subset?.Name ?? "", service.Host),
            Kind = kind,
            Host = service.Host,
            Port = port.Number,
            Subset = subset?.Name ?? "",
            Endpoints = endpoints,
            LoadBalancer = TrafficPolicies.LoadBalancer(policy?.LoadBalancer, kind),
            Pool = TrafficPolicies.Pool(policy?.ConnectionPool, policy?.RetryBudget, mesh),
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

    /// <summary>mTLS as the DestinationRule says; without a word from it, wherever a workload of the mesh takes it.</summary>
    private Endpoint Secure(Endpoint endpoint, RegistryService service, ClientTlsSettings? tls, string sni)
    {
        var automatic = tls is null && mesh.EnableAutoMtls != false && !service.IsExternal && endpoint.Labels.GetValueOrDefault("security.istio.io/tlsMode") == "istio";
        return tls?.Mode switch
        {
            ClientTlsMode.IstioMutual => endpoint with { Transport = EndpointTransport.IstioMutual, ServerName = tls.Sni.Length > 0 ? tls.Sni : sni },
            ClientTlsMode.Simple or ClientTlsMode.Mutual => endpoint with { Transport = EndpointTransport.Tls, ServerName = tls.Sni },
            ClientTlsMode.Disable => endpoint,
            _ => automatic ? endpoint with { Transport = EndpointTransport.IstioMutual, ServerName = sni } : endpoint,
        };
    }
}
