using System.Collections.Frozen;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.DestinationRules;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Clusters;

/// <summary>Makes the clusters of a workload's own ports, towards its application.</summary>
internal static class InboundFactory
{
    /// <summary>By workload port. A DestinationRule's host-level pool of the oldest Service on the port holds here too, a subset's does not.</summary>
    public static FrozenDictionary<int, ClusterConfig> Build(Workload workload, SidecarResource? sidecar, MeshConfig mesh, ServiceRegistry registry, DestinationRuleIndex destinationRules)
    {
        var clusters = new Dictionary<int, ClusterConfig>();
        // Where a Sidecar resource lists ingress listeners, ports of Services that are not among them pass through.
        foreach (var service in sidecar is { Ingress.Count: > 0 } ? [] : registry.Services)
        {
            foreach (var port in service.Ports)
            {
                if (service.Endpoints.GetValueOrDefault(port.Number, []).FirstOrDefault(e => e.Workload?.Name == workload.Name && e.Workload.Namespace == workload.Namespace) is not { } endpoint || clusters.ContainsKey(endpoint.Port))
                    continue;
                var policy = TrafficPolicies.OfPort(destinationRules.Find(workload, service.Host, service.Namespace, inbound: true)?.TrafficPolicy, port.Number);
                clusters.Add(endpoint.Port, Cluster(endpoint.Port, service.Host, port.Number, sidecar?.InboundConnectionPool ?? policy?.ConnectionPool, mesh, workload));
            }
        }
        foreach (var listener in sidecar?.Ingress ?? [])
        {
            if (listener.Port is { } port)
                clusters[(int)port.Number] = Cluster((int)port.Number, "", 0, listener.ConnectionPool ?? sidecar!.InboundConnectionPool, mesh, workload) with { Endpoints = [Target(listener, (int)port.Number, workload)] };
        }
        return clusters.ToFrozenDictionary();
    }

    private static ClusterConfig Cluster(int port, string host, int servicePort, ConnectionPoolSettings? pool, MeshConfig mesh, Workload workload) => new()
    {
        Name = ClusterNames.Inbound(port),
        Kind = ClusterKind.Endpoints,
        Host = host,
        Port = servicePort,
        Endpoints = [new Endpoint { Address = workload.Ip, Port = port, Workload = workload, Labels = workload.Labels }],
        Pool = TrafficPolicies.Pool(pool, null, mesh),
    };

    /// <summary>Where an ingress listener forwards to: <c>127.0.0.1:port</c> or <c>0.0.0.0:port</c>; without it, the listener's own port.</summary>
    private static Endpoint Target(IstioIngressListener listener, int port, Workload workload)
    {
        var colon = listener.DefaultEndpoint.LastIndexOf(':');
        var target = colon >= 0 && int.TryParse(listener.DefaultEndpoint.AsSpan(colon + 1), out var stated) ? stated : port;
        return new Endpoint { Address = workload.Ip, Port = target, Workload = workload, Labels = workload.Labels };
    }
}
