using System.Collections.Frozen;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.EnvoyFilters;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>What EnvoyFilters say about rate limits of the routes of one route configuration.</summary>
internal sealed class RouteLimitTable
{
    private readonly FrozenDictionary<VirtualHost, FrozenDictionary<RouteEntry, RouteLimits>> _hosts;

    private RouteLimitTable(FrozenDictionary<VirtualHost, FrozenDictionary<RouteEntry, RouteLimits>> hosts) => _hosts = hosts;

    /// <summary>Compiles the patches of a route configuration.</summary>
    /// <param name="shape">The route configuration.</param>
    /// <param name="hosts">Its virtual hosts, and what istiod names them.</param>
    /// <param name="patches">The proxy's patches.</param>
    /// <param name="store">Keeps the buckets.</param>
    /// <param name="place">Where the route configuration is, for <paramref name="store"/>.</param>
    public static RouteLimitTable Build(RouteConfigurationShape shape, IEnumerable<(VirtualHost Host, string Name)> hosts, IEnumerable<RoutePatch> patches, LimiterStore store, string place)
    {
        var matching = patches.Where(patch => shape.IsMatchedBy(patch.Match)).ToList();
        var table = new Dictionary<VirtualHost, FrozenDictionary<RouteEntry, RouteLimits>>(ReferenceEqualityComparer.Instance);
        var common = Local(matching.Where(patch => patch.Level == EnvoyPatchTarget.RouteConfiguration), store, place);
        foreach (var (host, name) in matching.Count == 0 ? [] : hosts)
        {
            var own = matching.Where(patch => patch.Level == EnvoyPatchTarget.VirtualHost && RouteConfigurationShape.IsMatchedBy(patch, host, name)).ToList();
            var hostLocal = Merge(common, Local(own, store, $"{place}/{name}"));
            var routes = new Dictionary<RouteEntry, RouteLimits>(ReferenceEqualityComparer.Instance);
            for (var i = 0; i < host.Routes.Length; i++)
            {
                var route = host.Routes[i];
                var patched = matching.Where(patch => patch.Level == EnvoyPatchTarget.HttpRoute && RouteConfigurationShape.IsMatchedBy(patch, host, name) && RouteConfigurationShape.IsMatchedBy(patch, route)).ToList();
                var local = Merge(hostLocal, Local(patched, store, $"{place}/{name}/{i}"));
                routes.TryAdd(route, Compile(matching.Where(patch => patch.Level == EnvoyPatchTarget.RouteConfiguration).Concat(own), own, patched, local));
            }

            table.Add(host, routes.ToFrozenDictionary(ReferenceEqualityComparer.Instance));
        }

        return new RouteLimitTable(table.ToFrozenDictionary(ReferenceEqualityComparer.Instance));
    }

    /// <summary>What is said about the route of a request; nothing without one.</summary>
    public RouteLimits Of(in RouteDecision decision) =>
        decision.VirtualHost is { } host && decision.Route is { } route && _hosts.TryGetValue(host, out var routes) && routes.TryGetValue(route, out var limits) ? limits : RouteLimits.None;

    private static RouteLimits Compile(IEnumerable<RoutePatch> outer, List<RoutePatch> host, List<RoutePatch> route, Dictionary<string, LocalRateLimiter> local)
    {
        var own = DescriptorSource.Compile(route.SelectMany(patch => patch.RateLimits));
        var ofHost = DescriptorSource.Compile(host.SelectMany(patch => patch.RateLimits));
        var global = new Dictionary<string, GlobalRouteLimits>(StringComparer.Ordinal);
        foreach (var (name, perRoute) in outer.Concat(route).SelectMany(patch => patch.Global))
            global[name] = GlobalRouteLimits.Compile(perRoute);
        return new RouteLimits
        {
            Own = own,
            VirtualHost = ofHost,
            Both = [.. own, .. ofHost],
            IncludesVirtualHost = route.Any(patch => patch.IncludesVirtualHostRateLimits),
            Local = local.ToFrozenDictionary(StringComparer.Ordinal),
            Global = global.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, LocalRateLimiter> Local(IEnumerable<RoutePatch> patches, LimiterStore store, string place)
    {
        var merged = new Dictionary<string, LocalRateLimit>(StringComparer.Ordinal);
        foreach (var (name, limit) in patches.SelectMany(patch => patch.Local))
            merged[name] = limit;
        return merged.ToDictionary(entry => entry.Key, entry => store.At($"{place}#{entry.Key}", entry.Value), StringComparer.Ordinal);
    }

    // The most specific configuration holds.
    private static Dictionary<string, LocalRateLimiter> Merge(Dictionary<string, LocalRateLimiter> outer, Dictionary<string, LocalRateLimiter> inner)
    {
        var merged = new Dictionary<string, LocalRateLimiter>(outer, StringComparer.Ordinal);
        foreach (var (name, limiter) in inner)
            merged[name] = limiter;
        return merged;
    }
}
