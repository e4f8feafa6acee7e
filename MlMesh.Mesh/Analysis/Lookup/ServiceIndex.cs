using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Services by the pods that they select.</summary>
internal sealed class ServiceIndex
{
    private readonly SelectorIndex<KubernetesService> _bySelector = new();
    private readonly HashSet<(string Namespace, string Name)> _names = [];

    public ServiceIndex(IReadOnlyList<KubernetesService> services)
    {
        foreach (var service in services)
        {
            _names.Add((service.Namespace, service.Name));
            _bySelector.Add(service.Namespace, service.Selector, service);
        }
    }

    public bool Exists(string ns, string name) => _names.Contains((ns, name));

    /// <summary>The Services of a namespace whose selector takes pods with these labels, ordered by name.</summary>
    public IReadOnlyList<KubernetesService> Selecting(string ns, IReadOnlyDictionary<string, string> labels) =>
        [.. _bySelector.Selecting(ns, labels).OrderBy(service => service.Name, StringComparer.Ordinal)];

    /// <summary>The Services of a namespace that state no selector.</summary>
    public IReadOnlyList<KubernetesService> WithoutSelector(string ns) => _bySelector.WithoutSelector(ns);
}
