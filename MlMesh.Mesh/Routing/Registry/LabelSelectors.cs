namespace MlMesh.Mesh.Routing.Registry;

/// <summary>Selection by equal labels.</summary>
internal static class LabelSelectors
{
    /// <summary>Whether all of a selector's labels are there with the same values.</summary>
    public static bool Selects(this IReadOnlyDictionary<string, string> selector, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (name, value) in selector)
        {
            if (!labels.TryGetValue(name, out var actual) || actual != value)
                return false;
        }
        return true;
    }
}
