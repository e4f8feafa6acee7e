using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Routing.Registry;

/// <summary>Istio's algebra of host names; a wildcard is a leading star.</summary>
internal static class HostNames
{
    /// <summary>Kubernetes' cluster domain.</summary>
    public const string ClusterDomain = "cluster.local";

    /// <summary>The name by which sidecars are meant among the gateways of a VirtualService.</summary>
    public const string Mesh = "mesh";

    /// <summary>The full name of a Kubernetes Service.</summary>
    public static string OfService(string name, string ns) => $"{name}.{ns}.svc.{ClusterDomain}";

    /// <summary>Completes a name without dot or star with the namespace of the resource that states it.</summary>
    public static string Resolve(string host, string ns) => host.Length == 0 || host.Contains('*', StringComparison.Ordinal) || host.Contains('.', StringComparison.Ordinal) ? host : OfService(host, ns);

    public static bool IsWildcard(string host) => host.StartsWith('*');

    /// <summary>Whether two names overlap.</summary>
    public static bool Overlap(string a, string b) => IsSubset(a, b) || IsSubset(b, a);

    /// <summary>Whether every name that <paramref name="host"/> means is meant by <paramref name="other"/> too.</summary>
    public static bool IsSubset(string host, string other)
    {
        if (!IsWildcard(other))
            return host == other;
        if (IsWildcard(host) && host.Length < other.Length)
            return false;
        return host.AsSpan(IsWildcard(host) ? 1 : 0).EndsWith(other.AsSpan(1), StringComparison.Ordinal);
    }

    /// <summary>The key that is equal to a host, else the most specific wildcard that covers it.</summary>
    public static string? MostSpecific(string host, IEnumerable<string> candidates)
    {
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (candidate == host)
                return candidate;
            if (IsWildcard(candidate) && IsSubset(host, candidate) && (best is null || candidate.Length > best.Length))
                best = candidate;
        }
        return best;
    }

    /// <summary>Namespace and name of a Gateway that a VirtualService names: <c>name</c>, <c>ns/name</c>, <c>./name</c>, or the old <c>name.ns</c> forms; <c>mesh</c> stays.</summary>
    public static string ResolveGateway(string gateway, string ns)
    {
        if (gateway == Mesh)
            return gateway;
        if (gateway.Contains('/', StringComparison.Ordinal))
            return gateway.StartsWith("./", StringComparison.Ordinal) ? ns + gateway[1..] : gateway;
        var labels = gateway.Split('.');
        return labels.Length == 1 ? $"{ns}/{gateway}" : $"{labels[1]}/{labels[0]}";
    }

    /// <summary>Orders resources as istiod does: by age, then name, then namespace.</summary>
    public static IEnumerable<T> OldestFirst<T>(this IEnumerable<T> resources)
        where T : MeshResource =>
        resources.OrderBy(r => r.Age).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Namespace, StringComparer.Ordinal);
}
