using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.VirtualServices;

/// <summary>A VirtualService whose short names are resolved and whose delegates are merged in.</summary>
internal sealed class BoundVirtualService
{
    public required VirtualService Source { get; init; }

    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary><c>mesh</c> or <c>namespace/name</c>.</summary>
    public required ImmutableArray<string> Gateways { get; init; }

    public required ImmutableArray<BoundRule> Rules { get; init; }

    /// <summary>Resolves the names of a VirtualService in its own namespace.</summary>
    public static BoundVirtualService Resolve(VirtualService service) => new()
    {
        Source = service,
        Hosts = [.. service.Hosts.Select(host => HostNames.Resolve(host, service.Namespace))],
        Gateways = service.Gateways.Count == 0 ? [HostNames.Mesh] : [.. service.Gateways.Select(gateway => HostNames.ResolveGateway(gateway, service.Namespace))],
        Rules = [.. service.Http.Select((rule, index) => new BoundRule(Resolve(rule, service.Namespace), new RouteOrigin(service.Namespace, service.Name, index, -1)))],
    };

    public BoundVirtualService WithRules(ImmutableArray<BoundRule> rules) => new() { Source = Source, Hosts = Hosts, Gateways = Gateways, Rules = rules };

    private static HttpRoute Resolve(HttpRoute rule, string ns) => rule with
    {
        Match = [.. rule.Match.Select(match => match with { Gateways = [.. match.Gateways.Select(gateway => HostNames.ResolveGateway(gateway, ns))] })],
        Route = [.. rule.Route.Select(route => route with { Destination = Resolve(route.Destination, ns) })],
        Mirror = Resolve(rule.Mirror, ns),
        Mirrors = [.. rule.Mirrors.Select(mirror => mirror with { Destination = Resolve(mirror.Destination, ns) })],
    };

    private static Destination? Resolve(Destination? destination, string ns) =>
        destination is null ? null : destination with { Host = HostNames.Resolve(destination.Host, ns) };
}
