using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Pods by label, so that a selector need not look at all of them.</summary>
internal sealed class PodIndex
{
    private readonly Dictionary<(string Name, string Value), List<Pod>> _byLabel = [];
    private readonly Dictionary<string, List<Pod>> _byNamespace = new(StringComparer.Ordinal);

    public PodIndex(IReadOnlyList<Pod> pods)
    {
        All = pods;
        foreach (var pod in pods)
        {
            Group(_byNamespace, pod.Namespace).Add(pod);
            foreach (var (name, value) in pod.Labels)
                Group(_byLabel, (name, value)).Add(pod);
        }
    }

    public IReadOnlyList<Pod> All { get; }

    public IReadOnlyList<Pod> In(string ns) => _byNamespace.GetValueOrDefault(ns) ?? [];

    /// <summary>The pods of all namespaces that a selector takes; an empty one takes all.</summary>
    public IEnumerable<Pod> Selected(IReadOnlyDictionary<string, string> selector)
    {
        IReadOnlyList<Pod> fewest = All;
        foreach (var (name, value) in selector)
        {
            if (!_byLabel.TryGetValue((name, value), out var pods))
                return [];
            if (pods.Count < fewest.Count)
                fewest = pods;
        }

        return selector.Count <= 1 ? fewest : fewest.Where(pod => selector.Selects(pod.Labels));
    }

    /// <summary>The pods of a namespace that a selector takes.</summary>
    public IEnumerable<Pod> Selected(string ns, IReadOnlyDictionary<string, string> selector) =>
        selector.Count == 0 ? In(ns) : Selected(selector).Where(pod => pod.Namespace == ns);

    private static List<Pod> Group<TKey>(Dictionary<TKey, List<Pod>> groups, TKey key)
        where TKey : notnull
    {
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = [];
        return group;
    }
}
