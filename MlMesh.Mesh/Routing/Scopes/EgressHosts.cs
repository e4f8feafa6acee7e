using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Scopes;

/// <summary>The <c>namespace/host</c> imports of a Sidecar's egress listener.</summary>
internal sealed class EgressHosts
{
    private readonly List<(string Namespace, string Host)> _imports = [];

    public EgressHosts(IEnumerable<string> hosts, string ns)
    {
        foreach (var import in hosts)
        {
            var slash = import.IndexOf('/', StringComparison.Ordinal);
            if (slash >= 0 && import[..slash] != "~")
                _imports.Add((import[..slash] == "." ? ns : import[..slash], import[(slash + 1)..]));
        }
    }

    /// <summary>Whether a service is imported.</summary>
    public bool Imports(RegistryService service) => _imports.Any(import => IsFrom(import.Namespace, service.Namespace) && HostNames.IsSubset(service.Host, import.Host));

    /// <summary>Whether a VirtualService is: one of its hosts overlaps an import of its namespace.</summary>
    public bool Imports(VirtualService source, IEnumerable<string> hosts) =>
        hosts.Any(host => _imports.Any(import => IsFrom(import.Namespace, source.Namespace) && HostNames.Overlap(host, import.Host)));

    private static bool IsFrom(string imported, string actual) => imported == "*" || imported == actual;
}
