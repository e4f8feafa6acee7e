using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.VirtualServices;

/// <summary>Puts the rules of delegates in the places of the root rules that name them. A rule whose delegate is missing or hidden disappears.</summary>
internal static class DelegateMerger
{
    public static IEnumerable<BoundVirtualService> Merge(IReadOnlyList<BoundVirtualService> services, IReadOnlyList<string> defaultExportTo)
    {
        var delegates = services.Where(service => service.Hosts.IsEmpty).ToDictionary(service => (service.Source.Namespace, service.Source.Name));
        foreach (var service in services)
        {
            if (service.Hosts.IsEmpty)
                continue;
            if (service.Rules.All(rule => rule.Rule.Delegate is null))
            {
                yield return service;
                continue;
            }
            yield return service.WithRules([.. service.Rules.SelectMany(rule => Expand(rule, service.Source.Namespace, delegates, defaultExportTo))]);
        }
    }

    private static IEnumerable<BoundRule> Expand(BoundRule root, string ns, Dictionary<(string Namespace, string Name), BoundVirtualService> delegates, IReadOnlyList<string> defaultExportTo)
    {
        if (root.Rule.Delegate is not { } reference)
            return [root];
        if (!delegates.TryGetValue((reference.Namespace.Length > 0 ? reference.Namespace : ns, reference.Name), out var found)
            || !Visibility.Parse(found.Source.ExportTo, defaultExportTo, found.Source.Namespace).Includes(ns))
            return [];
        return found.Rules.Select(leaf => Merge(root.Rule, leaf)).OfType<BoundRule>();
    }

    /// <summary>A field that the delegate leaves out comes from the root, whole; none when the conditions contradict each other.</summary>
    private static BoundRule? Merge(HttpRoute root, BoundRule leaf)
    {
        var rule = leaf.Rule;
        if (MergeMatches(root.Match, rule.Match) is not { } match)
            return null;
        return leaf with
        {
            Rule = rule with
            {
                Match = match,
                Name = JoinNames(root.Name, rule.Name),
                Rewrite = rule.Rewrite ?? root.Rewrite,
                Timeout = rule.Timeout ?? root.Timeout,
                Retries = rule.Retries ?? root.Retries,
                Fault = rule.Fault ?? root.Fault,
                Mirror = rule.Mirror ?? root.Mirror,
                MirrorPercent = rule.MirrorPercent ?? root.MirrorPercent,
                MirrorPercentage = rule.MirrorPercentage ?? root.MirrorPercentage,
                Mirrors = rule.Mirrors.Count > 0 ? rule.Mirrors : root.Mirrors,
                CorsPolicy = rule.CorsPolicy ?? root.CorsPolicy,
                Headers = rule.Headers ?? root.Headers,
            },
        };
    }

    private static IReadOnlyList<HttpMatchRequest>? MergeMatches(IReadOnlyList<HttpMatchRequest> root, IReadOnlyList<HttpMatchRequest> leaf)
    {
        if (root.Count == 0)
            return leaf;
        if (leaf.Count == 0)
            return root;
        var merged = new List<HttpMatchRequest>();
        foreach (var inner in leaf)
        {
            var before = merged.Count;
            merged.AddRange(root.Where(outer => !MatchConflicts.Conflict(outer, inner)).Select(outer => Merge(outer, inner)));
            // One block that no root block covers drops the whole rule.
            if (merged.Count == before)
                return null;
        }
        return merged;
    }

    private static HttpMatchRequest Merge(HttpMatchRequest root, HttpMatchRequest leaf) => leaf with
    {
        Name = JoinNames(root.Name, leaf.Name),
        Uri = leaf.Uri ?? root.Uri,
        Scheme = leaf.Scheme ?? root.Scheme,
        Method = leaf.Method ?? root.Method,
        Authority = leaf.Authority ?? root.Authority,
        Headers = Join(root.Headers, leaf.Headers),
        WithoutHeaders = Join(root.WithoutHeaders, leaf.WithoutHeaders),
        QueryParams = Join(root.QueryParams, leaf.QueryParams),
        Port = leaf.Port == 0 ? root.Port : leaf.Port,
        SourceLabels = Join(root.SourceLabels, leaf.SourceLabels),
        SourceNamespace = leaf.SourceNamespace.Length == 0 ? root.SourceNamespace : leaf.SourceNamespace,
        Gateways = leaf.Gateways.Count == 0 ? root.Gateways : leaf.Gateways,
        StatPrefix = leaf.StatPrefix.Length == 0 ? root.StatPrefix : leaf.StatPrefix,
    };

    private static string JoinNames(string root, string leaf) => leaf.Length == 0 ? root : root.Length == 0 ? leaf : $"{root}-{leaf}";

    private static ImmutableDictionary<string, T> Join<T>(IReadOnlyDictionary<string, T> root, IReadOnlyDictionary<string, T> leaf) =>
        root.ToImmutableDictionary().SetItems(leaf);
}
