using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>
/// What is taken to exist because the files hold nothing of its kind in its namespace: they are a part of what runs. Asked once something is missing; remembers
/// what it assumed.
/// </summary>
internal sealed class Assumptions(ResourceSet resources, bool assumeMissing, string rootNamespace)
{
    // Labels in svc.cluster.local: a wildcard right before them is for the Services of all namespaces.
    private const int ClusterSuffix = 3;

    private readonly SortedSet<string> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _services = Namespaces(resources.All<KubernetesService>());
    private readonly HashSet<string> _pods = Namespaces(resources.All<Pod>());
    private readonly HashSet<string> _workloads = Namespaces([.. resources.All<Pod>(), .. resources.All<WorkloadResource>()]);
    private readonly HashSet<string> _accounts = Namespaces([.. resources.All<Pod>(), .. resources.All<WorkloadResource>(), .. resources.All<ServiceAccountResource>()]);
    private readonly HashSet<string> _gateways = Namespaces(resources.All<GatewayResource>());
    private readonly HashSet<string> _secrets = Namespaces(resources.All<SecretResource>());

    /// <summary>What was assumed, in words.</summary>
    public IReadOnlyList<string> Made => [.. _made];

    /// <summary>Whether a host is taken to exist: a Service by its namespace, any other host when there are no ServiceEntries.</summary>
    /// <param name="host">Short or full name.</param>
    /// <param name="ns">Namespace of the resource that names it.</param>
    public bool Host(string host, string ns)
    {
        var full = HostNames.Resolve(host, ns);
        var parts = full.TrimStart('*').TrimStart('.').Split('.');
        if (full.EndsWith($".svc.{HostNames.ClusterDomain}", StringComparison.Ordinal))
            return parts.Length > ClusterSuffix ? Assume("Services", parts[^(ClusterSuffix + 1)], _services) : assumeMissing && _services.Count == 0 && Note("Services");
        if (parts.Length == 2 && _services.Contains(parts[1]))
            return false;
        return assumeMissing && resources.All<ServiceEntry>().Count == 0 && Note($"ServiceEntry for {host}");
    }

    public bool Pods(string ns) => Assume("Pods", ns, _pods);

    /// <summary>The pods of gateways, which usually run where Istio does.</summary>
    public bool GatewayPods() => Assume("Pods", rootNamespace, _pods);

    /// <summary>Pods, and what makes them.</summary>
    public bool Workloads(string ns) => Assume("workloads", ns, _workloads);

    public bool ServiceAccounts(string ns) => Assume("ServiceAccounts", ns, _accounts);

    public bool Gateways(string ns) => Assume("Gateways", ns, _gateways);

    public bool Secrets(string ns) => Assume("Secrets", ns, _secrets);

    /// <summary>Whether a namespace is taken to exist: the control plane's own, and any when there are no Namespaces.</summary>
    public bool Namespace(string name) =>
        assumeMissing && (name == rootNamespace || resources.All<KubernetesNamespace>().Count == 0) && Note($"Namespace {name}");

    private bool Assume(string what, string ns, HashSet<string> known) => assumeMissing && !known.Contains(ns) && Note($"{what} of namespace {ns}");

    private bool Note(string text)
    {
        _made.Add(text);
        return true;
    }

    private static HashSet<string> Namespaces(IEnumerable<MeshResource> some) => [.. some.Select(resource => resource.Namespace)];
}
