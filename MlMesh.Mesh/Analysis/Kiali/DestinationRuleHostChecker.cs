using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>DestinationRules: do their host and the workloads of their subsets exist?</summary>
internal sealed class DestinationRuleHostChecker : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.DestinationRuleHostNotFound, KialiCodes.SubsetWithoutWorkload, KialiCodes.SubsetWithoutLabels];

    public void Analyze(AnalysisContext context)
    {
        var hosts = new HostIndex<MeshResource>();
        foreach (var service in context.Resources.All<KubernetesService>())
            hosts.Add(HostNames.OfService(service.Name, service.Namespace), service);
        foreach (var entry in context.Resources.All<ServiceEntry>())
        {
            foreach (var host in entry.Hosts)
                hosts.Add(HostNames.Resolve(host, entry.Namespace), entry);
        }

        foreach (var rule in context.Resources.All<DestinationRule>())
        {
            if (!Exists(context, rule, hosts) && !context.Assumes.Host(rule.Host, rule.Namespace))
                context.ReportAt(KialiCodes.DestinationRuleHostNotFound, rule, FieldPath.Of("spec", "host"), $"This host has no matching entry in the service registry: {rule.Host}");

            for (var i = 0; i < rule.Subsets.Count; i++)
                CheckSubset(context, rule, rule.Subsets[i], FieldPath.Of("spec", "subsets", i));
        }
    }

    /// <summary>A wildcard exists when something is under it.</summary>
    private static bool Exists(AnalysisContext context, DestinationRule rule, HostIndex<MeshResource> hosts) =>
        RouteHosts.Exists(context, rule.Host, rule.Namespace, rule.ExportTo) || (HostNames.IsWildcard(rule.Host) && hosts.Overlapping(rule.Host).Any());

    private static void CheckSubset(AnalysisContext context, DestinationRule rule, Subset subset, FieldPath path)
    {
        if (subset.Labels.Count == 0)
            context.ReportAt(KialiCodes.SubsetWithoutLabels, rule, path, $"DestinationRule Subset has not labels: {subset.Name}");
        else if (HostWorkloads.Of(context, rule.Host, rule.Namespace, subset.Labels) is { Count: 0 } && !context.Assumes.Workloads(HostWorkloads.Namespace(context, rule.Host, rule.Namespace)))
            context.ReportAt(KialiCodes.SubsetWithoutWorkload, rule, path, $"This subset's labels are not found in any matching host: {subset.Name}");
    }
}
