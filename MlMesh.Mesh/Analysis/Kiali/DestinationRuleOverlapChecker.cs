using System.Collections.ObjectModel;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>DestinationRules that rule the same subset of the same host.</summary>
internal sealed class DestinationRuleOverlapChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.DestinationRulesOverlap];

    private const string WholeHost = "~";
    private const int MostNamed = 5;

    public void Analyze(AnalysisContext context)
    {
        var index = new HostIndex<(DestinationRule Rule, string Subset)>();
        var hosts = new Dictionary<DestinationRule, string>(ReferenceEqualityComparer.Instance);
        foreach (var rule in context.Resources.All<DestinationRule>().Where(rule => !IsMeshTls(rule)))
        {
            hosts[rule] = RouteHosts.Full(context, rule.Host, rule.Namespace);
            foreach (var subset in Subsets(rule))
                index.Add(hosts[rule], (rule, subset));
        }

        foreach (var (rule, host) in hosts)
        {
            var own = Subsets(rule).ToHashSet(StringComparer.Ordinal);
            var others = index.Overlapping(host)
                .Where(other => !ReferenceEquals(other.Rule, rule) && own.Contains(other.Subset) && AreForTheSame(rule, other.Rule))
                .Select(other => other.Rule.FullName())
                .Take(MostNamed)
                .Distinct()
                .ToList();
            if (others.Count > 0)
            {
                context.ReportAt(KialiCodes.DestinationRulesOverlap, rule, FieldPath.Of("spec", "host"),
                    $"More than one DestinationRules for the same host subset combination: {string.Join(", ", others)}");
            }
        }
    }

    private static IEnumerable<string> Subsets(DestinationRule rule) => rule.Subsets.Count == 0 ? [WholeHost] : rule.Subsets.Select(subset => subset.Name);

    /// <summary>A wildcard that only turns on mutual TLS adds to other rules.</summary>
    private static bool IsMeshTls(DestinationRule rule) => HostNames.IsWildcard(rule.Host) && rule.TrafficPolicy?.Tls?.Mode == ClientTlsMode.IstioMutual;

    private static bool AreForTheSame(DestinationRule a, DestinationRule b) =>
        Selectors.Text(a.WorkloadSelector?.MatchLabels ?? NoLabels) == Selectors.Text(b.WorkloadSelector?.MatchLabels ?? NoLabels)
        && (Scopes(a) is not { } first || Scopes(b) is not { } second || first.Overlaps(second));

    /// <summary>Namespaces that see the rule; null for all.</summary>
    private static HashSet<string>? Scopes(DestinationRule rule) =>
        rule.ExportTo.Count == 0 || rule.ExportTo.Contains("*") ? null : [.. rule.ExportTo.Select(scope => scope == "." ? rule.Namespace : scope)];

    private static IReadOnlyDictionary<string, string> NoLabels { get; } = ReadOnlyDictionary<string, string>.Empty;
}
