using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Sidecar;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>An entry of a proxy's access log, as the recordings have it.</summary>
/// <param name="Pod">The proxy's pod.</param>
/// <param name="Listener">Where the request entered.</param>
/// <param name="Entry">The fields.</param>
/// <param name="Route">The route that matched.</param>
/// <param name="DrawnCluster">The cluster that was drawn, whether it exists or not.</param>
/// <param name="Cluster">The cluster; none when there is none of that name.</param>
/// <param name="HashMissing">The load balancer hashes, but the request had nothing to hash.</param>
internal sealed record LoggedExchange(
    string Pod, ListenerKind Listener, GoldenLogEntry Entry, RouteEntry? Route, string? DrawnCluster, ClusterConfig? Cluster, bool HashMissing)
{
    public static LoggedExchange From(Exchange exchange) => new(
        exchange.Workload.Name,
        exchange.Listener,
        new GoldenLogEntry(
            GoldenPod.WorkloadOf(exchange.Workload.Name),
            exchange.Status,
            exchange.Flags.Length == 0 ? null : exchange.Flags,
            exchange.Details,
            exchange.RouteName is "" or "default" ? null : exchange.RouteName,
            exchange.Cluster,
            Math.Max(1, exchange.Attempts),
            exchange.TransportFailure is { Length: > 120 } failure ? failure[..120] : exchange.TransportFailure),
        exchange.Route,
        exchange.DrawnCluster,
        exchange.ClusterConfig,
        exchange is { ClusterConfig.LoadBalancer.Kind: LoadBalancerKind.RingHash or LoadBalancerKind.Maglev, HashKey: null });
}
