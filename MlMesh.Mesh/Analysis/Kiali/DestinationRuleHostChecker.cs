using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>DestinationRules: do their host and the workloads of their subsets exist?</summary>
internal sealed class DestinationRuleHostChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.DestinationRuleHostNotFound, KialiCodes.SubsetWithoutWorkload, KialiCodes.SubsetWithoutLabels];

    public void Analyze(AnalysisContext context)
    {
        foreach (var rule in context.Resources.All<DestinationRule>())
        {
            if (!context.Assumes.Hosts && !Exists(context, rule))
                context.ReportAt(KialiCodes.DestinationRuleHostNotFound, rule, FieldPath.Of("spec", "host"), $"This host has no matching entry in the service registry: {rule.Host}");

            for (var i = 0; i < rule.Subsets.Count; i++)
                CheckSubset(context, rule, rule.Subsets[i], FieldPath.Of("spec", "subsets", i));
        }
    }

    private static bool Exists(AnalysisContext context, DestinationRule rule) =>
        RouteHosts.Exists(context, rule.Host, rule.Namespace, rule.ExportTo) || (HostNames.IsWildcard(rule.Host) && RouteHosts.HasAnyUnder(context, rule.Host));

    private static void CheckSubset(AnalysisContext context, DestinationRule rule, Subset subset, FieldPath path)
    {
        if (subset.Labels.Count == 0)
            context.ReportAt(KialiCodes.SubsetWithoutLabels, rule, path, $"DestinationRule Subset has not labels: {subset.Name}");
        else if (!context.Assumes.Workloads && HostWorkloads.Of(context, rule.Host, rule.Namespace, subset.Labels) is { Count: 0 })
            context.ReportAt(KialiCodes.SubsetWithoutWorkload, rule, path, $"This subset's labels are not found in any matching host: {subset.Name}");
    }
}
