using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Finds the HTTP servers that a workload plays: plaintext ones, and those behind the mesh's mutual TLS.</summary>
internal static class GatewayServers
{
    public static ImmutableArray<GatewayServer> For(Workload workload, MeshResources resources, ServiceRegistry registry)
    {
        var servers = ImmutableArray.CreateBuilder<GatewayServer>();
        var spoken = new Dictionary<int, (bool IsHttp, bool IsMutualTls)>();
        foreach (var gateway in resources.Gateways.OldestFirst().Where(gateway => Selects(gateway, workload)))
        {
            var names = new HashSet<string>();
            foreach (var server in gateway.Servers)
            {
                // A name that is given twice belongs to the first server.
                if (server.Port is null || (server.Name.Length > 0 && !names.Add(server.Name)))
                    continue;
                var listenerPort = ListenerPort((int)server.Port.Number, workload, registry);
                var hosts = server.Hosts.Select(host => host.StartsWith("./", StringComparison.Ordinal) ? gateway.Namespace + host[1..] : host).ToList();
                var candidate = new GatewayServer($"{gateway.Namespace}/{gateway.Name}", server, hosts, listenerPort);
                var speaks = (IsHttp: candidate.IsMutualTls || PortProtocols.Parse(server.Port.Protocol) == PortProtocol.Http, candidate.IsMutualTls);
                // The first server on a port decides what is spoken there.
                spoken.TryAdd(listenerPort, speaks);
                if (speaks.IsHttp && spoken[listenerPort] == speaks)
                    servers.Add(candidate);
            }
        }
        return servers.ToImmutable();
    }

    /// <summary>A Gateway without selector means every gateway, and those are known by Istio's own label.</summary>
    private static bool Selects(GatewayResource gateway, Workload workload) => gateway.Selector.Count > 0
        ? gateway.Selector.Selects(workload.Labels)
        : workload.Labels.TryGetValue("istio", out var role) && role.EndsWith("gateway", StringComparison.Ordinal);

    /// <summary>The targetPort that a Service in front of the workload gives the port; the port itself when none does.</summary>
    private static int ListenerPort(int port, Workload workload, ServiceRegistry registry)
    {
        foreach (var service in registry.Services)
        {
            if (service.IsKubernetes && service.Endpoints.TryGetValue(port, out var endpoints) && endpoints.FirstOrDefault(e => e.Workload?.Name == workload.Name && e.Workload.Namespace == workload.Namespace) is { } own)
                return own.Port;
        }
        return port;
    }
}
