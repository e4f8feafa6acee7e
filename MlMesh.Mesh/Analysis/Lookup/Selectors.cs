using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Selection by labels, and its text form.</summary>
internal static class Selectors
{
    /// <summary>The selector as Kubernetes writes it: <c>a=1,b=2</c>, ordered by label.</summary>
    public static string Text(IReadOnlyDictionary<string, string> selector) =>
        string.Join(',', selector.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>The label that comes first in the text form; empty for an empty selector.</summary>
    public static string FirstLabel(IReadOnlyDictionary<string, string> selector) => selector.Keys.Min(StringComparer.Ordinal) ?? "";

    /// <summary>Whether labels meet a selector; an absent one takes all, one that Kubernetes would refuse none.</summary>
    public static bool Selects(this LabelSelector? selector, IReadOnlyDictionary<string, string> labels) =>
        selector is null || (selector.MatchLabels.Selects(labels) && selector.MatchExpressions.All(requirement => Holds(requirement, labels)));

    private static bool Holds(LabelRequirement requirement, IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(requirement.Key, out var value);
        return requirement.Operator switch
        {
            "In" => has && requirement.Values.Contains(value, StringComparer.Ordinal),
            "NotIn" => requirement.Values.Count > 0 && !(has && requirement.Values.Contains(value, StringComparer.Ordinal)),
            "Exists" => has && requirement.Values.Count == 0,
            "DoesNotExist" => !has && requirement.Values.Count == 0,
            _ => false,
        };
    }
}
