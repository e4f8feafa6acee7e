using System.Collections.Immutable;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Explaining;

/// <summary>Finds the pods that play Gateways, and their ports.</summary>
internal static class Gateways
{
    /// <summary>The pod of a Gateway by the Gateway's <c>name</c> or <c>namespace/name</c>, or by its own; empty for the first one that plays any.</summary>
    public static Workload? Find(MeshPolicy policy, string gateway)
    {
        var slash = gateway.IndexOf('/', StringComparison.Ordinal);
        var ns = slash < 0 ? null : gateway[..slash];
        var name = gateway[(slash + 1)..];
        var named = policy.Resources.Gateways.Where(resource => gateway.Length == 0 || (resource.Name == name && (ns is null || resource.Namespace == ns)));
        foreach (var resource in named)
        {
            if (policy.Workloads.FirstOrDefault(workload => resource.Selector.Selects(workload.Labels) && policy.For(workload).IsGateway) is { } playing)
                return playing;
        }

        return gateway.Length == 0 ? null : policy.Workloads.FirstOrDefault(workload => workload.Name == name && (ns is null || workload.Namespace == ns) && policy.For(workload).IsGateway);
    }

    /// <summary>The port that a gateway's pod listens on for a port that clients use: the targetPort of the Service in front of it, else the port itself.</summary>
    public static int ListenerPort(MeshPolicy policy, Workload gateway, int? port)
    {
        var proxy = policy.For(gateway);
        ImmutableArray<int> open = [.. proxy.GatewayPorts, .. proxy.MutualTlsGatewayPorts];
        if (port is not { } asked)
            return open.IsEmpty ? 80 : open.Min();
        var behind = policy.Registry.Services.Select(service => service.Endpoints.GetValueOrDefault(asked, []).FirstOrDefault(endpoint => endpoint.Workload == gateway)?.Port).FirstOrDefault(target => target is not null);
        return behind is { } listener && open.Contains(listener) ? listener : asked;
    }
}
