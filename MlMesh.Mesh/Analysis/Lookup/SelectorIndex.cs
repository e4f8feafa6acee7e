using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Things that select by labels, by namespace and one label of their selector, so that finding those that take certain labels need not look at all.</summary>
internal sealed class SelectorIndex<T>
{
    private readonly Dictionary<(string Namespace, string Name, string Value), List<(T Item, IReadOnlyDictionary<string, string> Selector)>> _byLabel = [];
    private readonly Dictionary<string, List<T>> _withoutSelector = new(StringComparer.Ordinal);

    public void Add(string ns, IReadOnlyDictionary<string, string> selector, T item)
    {
        if (selector.Count == 0)
        {
            if (!_withoutSelector.TryGetValue(ns, out var unselective))
                _withoutSelector[ns] = unselective = [];
            unselective.Add(item);
            return;
        }

        var label = Selectors.FirstLabel(selector);
        var key = (ns, label, selector[label]);
        if (!_byLabel.TryGetValue(key, out var items))
            _byLabel[key] = items = [];
        items.Add((item, selector));
    }

    /// <summary>Those of a namespace that state a selector, and take the labels by it.</summary>
    public IEnumerable<T> Selecting(string ns, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (name, value) in labels)
        {
            if (!_byLabel.TryGetValue((ns, name, value), out var items))
                continue;

            foreach (var (item, selector) in items)
            {
                if (selector.Selects(labels))
                    yield return item;
            }
        }
    }

    /// <summary>Those of a namespace without selector.</summary>
    public IReadOnlyList<T> WithoutSelector(string ns) => _withoutSelector.GetValueOrDefault(ns) ?? [];
}
