using System.Collections.ObjectModel;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>
/// The hosts of Services and ServiceEntries with the namespaces that see them. A ServiceEntry's host that a Service or a later ServiceEntry has too is
/// theirs, as for Istio's analyzers.
/// </summary>
internal sealed class ServiceHosts
{
    private const string Everywhere = "*";
    private const string OwnNamespace = ".";
    private const string ExportToAnnotation = "networking.istio.io/exportTo";

    private readonly Dictionary<(string Scope, string Host), KnownHost> _hosts = [];
    private readonly HashSet<int> _wildcardLengths = [];

    public ServiceHosts(ResourceSet resources)
    {
        foreach (var entry in resources.All<ServiceEntry>())
        {
            var known = new KnownHost([.. entry.Ports.Select(port => port.Number)], entry.WorkloadSelector?.Labels ?? ReadOnlyDictionary<string, string>.Empty);
            foreach (var host in entry.Hosts)
                Add(HostNames.Resolve(host, entry.Namespace), Scopes(entry.ExportTo, entry.Namespace), known);
        }

        foreach (var service in resources.All<KubernetesService>())
        {
            var known = new KnownHost([.. service.Ports.Select(port => port.Port)], ReadOnlyDictionary<string, string>.Empty);
            var exportTo = service.Annotations.TryGetValue(ExportToAnnotation, out var stated) ? stated.Split(',', StringSplitOptions.TrimEntries) : [];
            Add(HostNames.OfService(service.Name, service.Namespace), Scopes(exportTo, service.Namespace), known);
        }
    }

    /// <summary>The host that a resource means; null when there is none that it sees.</summary>
    /// <param name="host">Short or full name; a wildcard finds hosts that are at least as wide.</param>
    /// <param name="ns">Namespace of the resource.</param>
    /// <param name="exportTo">Its exportTo.</param>
    public KnownHost? Find(string host, string ns, IReadOnlyList<string> exportTo)
    {
        var full = HostNames.Resolve(host, ns);
        if (_hosts.TryGetValue((Everywhere, full), out var known))
            return known;

        foreach (var scope in exportTo.Count == 0 ? [ns] : exportTo.Select(scope => scope == OwnNamespace ? ns : scope))
        {
            if (_hosts.TryGetValue((scope, full), out known))
                return known;
        }

        return UnderWildcard(host.StartsWith('*') ? host[1..] : host, ns);
    }

    private KnownHost? UnderWildcard(string host, string ns)
    {
        foreach (var length in _wildcardLengths)
        {
            if (length > host.Length)
                continue;

            var wildcard = "*" + host[^length..];
            if (_hosts.TryGetValue((Everywhere, wildcard), out var known) || _hosts.TryGetValue((ns, wildcard), out known))
                return known;
        }

        return null;
    }

    private void Add(string host, IEnumerable<string> scopes, KnownHost known)
    {
        if (HostNames.IsWildcard(host))
            _wildcardLengths.Add(host.Length - 1);
        foreach (var scope in scopes)
            _hosts[(scope, host)] = known;
    }

    private static IEnumerable<string> Scopes(IReadOnlyList<string> exportTo, string ns)
    {
        if (exportTo.Count == 0 || exportTo.Contains(Everywhere))
            return [Everywhere];
        return exportTo.Select(scope => scope == OwnNamespace ? ns : scope);
    }
}
