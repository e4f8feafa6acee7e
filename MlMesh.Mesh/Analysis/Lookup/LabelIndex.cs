using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Things by label and namespace, so that a selector need not look at all of them.</summary>
internal sealed class LabelIndex<T>
{
    private readonly Dictionary<(string Name, string Value), List<T>> _byLabel = [];
    private readonly Dictionary<string, List<T>> _byNamespace = new(StringComparer.Ordinal);
    private readonly Func<T, string> _namespace;
    private readonly Func<T, IReadOnlyDictionary<string, string>> _labels;

    public LabelIndex(IReadOnlyList<T> items, Func<T, string> namespaceOf, Func<T, IReadOnlyDictionary<string, string>> labelsOf)
    {
        _namespace = namespaceOf;
        _labels = labelsOf;
        All = items;
        foreach (var item in items)
        {
            Group(_byNamespace, namespaceOf(item)).Add(item);
            foreach (var (name, value) in labelsOf(item))
                Group(_byLabel, (name, value)).Add(item);
        }
    }

    public IReadOnlyList<T> All { get; }

    public IReadOnlyList<T> In(string ns) => _byNamespace.GetValueOrDefault(ns) ?? [];

    /// <summary>What a selector takes of all namespaces; an empty one takes all.</summary>
    public IEnumerable<T> Selected(IReadOnlyDictionary<string, string> selector)
    {
        var fewest = All;
        foreach (var (name, value) in selector)
        {
            if (!_byLabel.TryGetValue((name, value), out var items))
                return [];
            if (items.Count < fewest.Count)
                fewest = items;
        }

        return selector.Count == 0 ? All : fewest.Where(item => selector.Selects(_labels(item)));
    }

    /// <summary>What a selector takes of one namespace.</summary>
    public IEnumerable<T> Selected(string ns, IReadOnlyDictionary<string, string> selector) =>
        selector.Count == 0 ? In(ns) : Selected(selector).Where(item => _namespace(item) == ns);

    private static List<T> Group<TKey>(Dictionary<TKey, List<T>> groups, TKey key)
        where TKey : notnull
    {
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = [];
        return group;
    }
}
