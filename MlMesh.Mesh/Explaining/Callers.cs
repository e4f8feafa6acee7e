using System.Collections.Concurrent;
using System.Collections.Immutable;
using MlMesh.Mesh.Explaining.World;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Explaining;

/// <summary>Finds the workloads that questions name.</summary>
internal sealed class Callers(MeshPolicy policy, string defaultNamespace)
{
    private const string Anonymous = "client";
    private const string Address = "198.19.0.1";

    // A proxy's policy is compiled once per workload object.
    private readonly ConcurrentDictionary<string, (Workload, bool)> _found = new(StringComparer.Ordinal);
    private readonly Workload _anonymous = Assume(Anonymous, defaultNamespace, []);

    /// <summary>The workload of a name, and whether it is assumed.</summary>
    public (Workload Workload, bool IsAssumed) Find(string? source) => source is null ? (_anonymous, false) : _found.GetOrAdd(source, Search);

    private (Workload Workload, bool IsAssumed) Search(string source)
    {
        var slash = source.IndexOf('/', StringComparison.Ordinal);
        var ns = slash < 0 ? null : source[..slash];
        var name = source[(slash + 1)..];
        var candidates = policy.Workloads.Where(workload => ns is null || workload.Namespace == ns).OrderBy(workload => workload.Namespace != defaultNamespace).ToList();
        var found = candidates.Find(workload => workload.Name == name)
            ?? candidates.Find(workload => workload.Labels.GetValueOrDefault("app") == name || workload.Labels.GetValueOrDefault("app.kubernetes.io/name") == name)
            ?? candidates.Find(workload => workload.ServiceAccount == name);
        return found is null ? (Assume(name, ns ?? defaultNamespace, new() { ["app"] = name }), true) : (found, false);
    }

    /// <summary>An identity in full; a short one is of the mesh's own trust domain.</summary>
    public string Identity(string identity)
    {
        const string Scheme = "spiffe://";
        if (identity.StartsWith(Scheme, StringComparison.Ordinal))
            return identity;
        var parts = identity.Split('/');
        return parts.Length == 2 ? $"{Scheme}{policy.Resources.Mesh.TrustDomain}/ns/{parts[0]}/sa/{parts[1]}" : Scheme + identity;
    }

    private static Workload Assume(string name, string ns, Dictionary<string, string> labels) => new()
    {
        Name = name,
        Namespace = ns,
        ServiceAccount = name,
        Ip = Address,
        Labels = SidecarLabels.With(labels).ToImmutableDictionary(),
    };

    /// <summary>The namespace that a policy is about: where most of its VirtualServices are, else its Services.</summary>
    public static string NamespaceOf(MeshResources resources) =>
        MostCommon(resources.VirtualServices, resources) ?? MostCommon(resources.AuthorizationPolicies, resources) ?? MostCommon(resources.Services, resources) ?? "default";

    private static string? MostCommon(IEnumerable<MeshResource> resources, MeshResources all) => resources.Select(resource => resource.Namespace)
        .Where(ns => ns != all.Mesh.RootNamespace).GroupBy(ns => ns).MaxBy(group => group.Count())?.Key;
}
