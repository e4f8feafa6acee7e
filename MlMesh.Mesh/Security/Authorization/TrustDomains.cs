using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>The mesh's trust domain and its aliases, which principals of policies are written for.</summary>
internal sealed class TrustDomains
{
    private const string Local = "cluster.local";

    private readonly string[] _all;

    internal TrustDomains(MeshConfig mesh) => _all = [mesh.TrustDomain, .. mesh.TrustDomainAliases];

    /// <summary>
    /// The principals that a principal of a policy stands for. Only the full form <c>domain/ns/…/sa/…</c> is expanded, and only when its domain is one of
    /// the mesh's, or <c>cluster.local</c>, which always means the mesh's own.
    /// </summary>
    internal IEnumerable<string> Expand(string principal)
    {
        var parts = principal.Split('/');
        if (parts.Length != 5 || parts[1] != "ns" || parts[3] != "sa" || !(parts[0] == Local || _all.Any(d => Names(parts[0], d))))
            return [principal];
        var rest = principal[parts[0].Length..];
        return _all.Select(domain => (parts[0].StartsWith('*') && Names(parts[0], domain) ? parts[0] : domain) + rest).Distinct(StringComparer.Ordinal);
    }

    private static bool Names(string pattern, string domain) => StringPattern.Parse(pattern).Matches(domain);
}
