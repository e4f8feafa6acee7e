using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Services by a label of their selector, so that finding those of a pod need not look at all of them.</summary>
internal sealed class ServiceIndex
{
    private readonly Dictionary<(string Namespace, string Name, string Value), List<KubernetesService>> _bySelector = [];
    private readonly Dictionary<string, List<KubernetesService>> _withoutSelector = new(StringComparer.Ordinal);
    private readonly HashSet<(string Namespace, string Name)> _names = [];

    public ServiceIndex(IReadOnlyList<KubernetesService> services)
    {
        foreach (var service in services)
        {
            _names.Add((service.Namespace, service.Name));
            if (service.Selector.Count == 0)
            {
                Group(_withoutSelector, service.Namespace).Add(service);
                continue;
            }

            var label = Selectors.FirstLabel(service.Selector);
            Group(_bySelector, (service.Namespace, label, service.Selector[label])).Add(service);
        }
    }

    public bool Exists(string ns, string name) => _names.Contains((ns, name));

    /// <summary>The Services of a namespace whose selector takes pods with these labels, ordered by name.</summary>
    public IReadOnlyList<KubernetesService> Selecting(string ns, IReadOnlyDictionary<string, string> labels) =>
    [
        .. labels.SelectMany(label => _bySelector.GetValueOrDefault((ns, label.Key, label.Value)) ?? [])
            .Where(service => service.Selector.Selects(labels))
            .OrderBy(service => service.Name, StringComparer.Ordinal),
    ];

    /// <summary>The Services of a namespace that state no selector.</summary>
    public IReadOnlyList<KubernetesService> WithoutSelector(string ns) => _withoutSelector.GetValueOrDefault(ns) ?? [];

    private static List<KubernetesService> Group<TKey>(Dictionary<TKey, List<KubernetesService>> groups, TKey key)
        where TKey : notnull
    {
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = [];
        return group;
    }
}
