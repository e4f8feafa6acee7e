using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Routing.DestinationRules;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>For whom and where routes are translated.</summary>
internal sealed class RouteContext
{
    /// <summary>The proxy's workload.</summary>
    public required Workload Workload { get; init; }

    /// <summary>The port of the listener: the service port at a sidecar, the server's port at a gateway.</summary>
    public required int Port { get; init; }

    /// <summary><c>mesh</c>, or the gateway's <c>namespace/name</c>.</summary>
    public required string Gateway { get; init; }

    public required MeshConfig Mesh { get; init; }

    public required DestinationRuleIndex DestinationRules { get; init; }

    /// <summary>The service of a destination host as this listener knows it; none when it does not.</summary>
    public required Func<string, RegistryService?> Service { get; init; }

    /// <summary>The service of a host among all that the proxy has clusters for.</summary>
    public required Func<string, RegistryService?> AnyService { get; init; }

    /// <summary>The cluster of a destination.</summary>
    public string Cluster(Destination destination)
    {
        var service = Service(destination.Host);
        var port = destination.Port is { } selector ? (int)selector.Number
            : Gateway != HostNames.Mesh && service is { Ports.Length: 1 } ? service.Ports[0].Number
            : Port;
        var host = service is { ExternalName.Length: > 0 } ? service.ExternalName : destination.Host;
        return ClusterNames.Outbound(port, destination.Subset, host);
    }

    /// <summary>What is hashed for a destination, from its DestinationRule; none when it hashes nothing.</summary>
    public HashPolicy? Hash(Destination destination)
    {
        if (AnyService(destination.Host) is not { } service || DestinationRules.Find(Workload, service.Host, service.Namespace) is not { } rule)
            return null;
        var subset = rule.Subsets.FirstOrDefault(subset => subset.Name == destination.Subset)?.TrafficPolicy;
        var hash = OfPort(subset, destination.Port) ?? subset?.LoadBalancer?.ConsistentHash
            ?? OfPort(rule.TrafficPolicy, destination.Port) ?? rule.TrafficPolicy?.LoadBalancer?.ConsistentHash;
        return HashTranslator.Translate(hash);
    }

    /// <summary>What is hashed for a service that no VirtualService rules.</summary>
    public HashPolicy? Hash(RegistryService service)
    {
        var policy = DestinationRules.Find(Workload, service.Host, service.Namespace)?.TrafficPolicy;
        return HashTranslator.Translate(OfPort(policy, new PortSelector { Number = (uint)Port }) ?? policy?.LoadBalancer?.ConsistentHash);
    }

    private static ConsistentHash? OfPort(TrafficPolicy? policy, PortSelector? port) =>
        port is null ? null : policy?.PortLevelSettings.FirstOrDefault(settings => settings.Port?.Number == port.Number)?.LoadBalancer?.ConsistentHash;
}
