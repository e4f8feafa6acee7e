using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.DestinationRules;

/// <summary>DestinationRules of one namespace for one host and selector, merged: the first traffic policy wins, and each subset name's first definition.</summary>
internal sealed record ConsolidatedRule
{
    /// <summary>The oldest of the merged rules.</summary>
    public required DestinationRule First { get; init; }

    public required Visibility Visibility { get; init; }

    public TrafficPolicy? TrafficPolicy { get; init; }

    public ImmutableArray<Subset> Subsets { get; init; } = [];

    /// <summary>The caller's labels that it is limited to; none for every caller.</summary>
    public IReadOnlyDictionary<string, string>? Selector => First.WorkloadSelector?.MatchLabels;

    public string Id => $"{First.Namespace}/{First.Name}";

    public static ConsolidatedRule Of(DestinationRule rule, Visibility visibility) => new()
    {
        First = rule,
        Visibility = visibility,
        TrafficPolicy = rule.TrafficPolicy,
        Subsets = [.. rule.Subsets.DistinctBy(subset => subset.Name)],
    };

    /// <summary>Whether a rule for the same host joins this one instead of standing beside it.</summary>
    public bool Takes(DestinationRule rule)
    {
        var selector = rule.WorkloadSelector?.MatchLabels;
        var sameSelector = Selector is null ? selector is null : selector is not null && Selector.Count == selector.Count && Selector.Selects(selector);
        // Compared as written: an empty list and a star mean the same and still do not merge.
        return sameSelector && First.ExportTo.ToHashSet().SetEquals(rule.ExportTo);
    }

    public ConsolidatedRule With(DestinationRule rule) => this with
    {
        TrafficPolicy = TrafficPolicy ?? rule.TrafficPolicy,
        Subsets = [.. Subsets.Concat(rule.Subsets).DistinctBy(subset => subset.Name)],
    };
}
