using System.Collections.Immutable;
using MlMesh.Mesh.RegularExpressions;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Security.EnvoyFilters;

/// <summary>The patches of EnvoyFilters that concern one proxy, in the order in which istiod applies them.</summary>
internal sealed class ProxyPatches
{
    /// <summary>What proxies say they are, for <c>match.proxy.proxyVersion</c>.</summary>
    private const string ProxyVersion = "1.30.3";

    private ProxyPatches(IReadOnlyList<ConfigPatch> patches)
    {
        Filters = [.. patches.OfType<HttpFilterPatch>()];
        Routes = [.. patches.OfType<RoutePatch>()];
    }

    /// <summary>HTTP filters.</summary>
    public ImmutableArray<HttpFilterPatch> Filters { get; }

    /// <summary>Routes, virtual hosts and route configurations.</summary>
    public ImmutableArray<RoutePatch> Routes { get; }

    public static ProxyPatches For(MeshResources resources, Workload workload)
    {
        var root = resources.Mesh.RootNamespace;
        return new ProxyPatches(
        [
            .. resources.EnvoyPatches
                .Where(patch => Concerns(patch, workload, root))
                .OrderBy(patch => patch.Filter.Priority)
                .ThenBy(patch => patch.Filter.Namespace != root)
                .ThenBy(patch => patch.Filter.Age)
                .ThenBy(patch => $"{patch.Filter.Name}.{patch.Filter.Namespace}", StringComparer.Ordinal),
        ]);
    }

    private static bool Concerns(ConfigPatch patch, Workload workload, string root) =>
        (patch.Filter.Namespace == root || patch.Filter.Namespace == workload.Namespace)
        && (patch.Filter.WorkloadSelector?.Labels.Selects(workload.Labels) ?? true)
        && (patch.Match.Proxy is not { ProxyVersion.Length: > 0 } proxy || Re2.Search(proxy.ProxyVersion).IsMatch(ProxyVersion));
}
