using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Traffic.LoadBalancing;

/// <summary>Makes the picker that a load balancer's configuration asks for.</summary>
internal static class PickerFactory
{
    /// <summary>Makes a picker over the endpoints that may be used.</summary>
    public static IHostPicker Create(LoadBalancerConfig config, ImmutableArray<UpstreamHost> hosts, ClusterServices services, TurnCounter turn)
    {
        var picker = CreateWarm(config, hosts, services, turn);
        return config.Warmup is null || hosts.IsEmpty ? picker : new WarmupPicker(hosts, config, services.Time, picker);
    }

    private static IHostPicker CreateWarm(LoadBalancerConfig config, ImmutableArray<UpstreamHost> hosts, ClusterServices services, TurnCounter turn) => config.Kind switch
    {
        LoadBalancerKind.RoundRobin => new RoundRobinPicker(hosts, turn),
        LoadBalancerKind.Random => new RandomPicker(hosts, services.Random),
        LoadBalancerKind.RingHash => new RingHashPicker(hosts, config.MinimumRingSize, services.Random),
        LoadBalancerKind.Maglev => new MaglevPicker(hosts, config.MaglevTableSize, services.Random),
        _ => new LeastRequestPicker(hosts, services.Random),
    };
}
