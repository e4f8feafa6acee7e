using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Istio;

/// <summary>DestinationRules: does their host exist, and do their subsets select pods?</summary>
internal sealed class SubsetPodsAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [IstioCodes.DestinationRuleSubsetNotSelectPods, IstioCodes.UnknownDestinationRuleHost];

    private static readonly string[] TopologyLabels = ["topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone"];
    private const string HostnameLabel = "kubernetes.io/hostname";

    public void Analyze(AnalysisContext context)
    {
        LabelIndex<Pod>? pods = null;
        foreach (var rule in context.Resources.All<DestinationRule>())
        {
            if (context.Hosts.Find(rule.Host, rule.Namespace, rule.ExportTo) is not { } host)
            {
                if (!context.Assumes.Host(rule.Host, rule.Namespace))
                    context.Report(IstioCodes.UnknownDestinationRuleHost, rule, $"The host {rule.Host} defined in the DestinationRule does not match any services in the mesh.");
                continue;
            }

            pods ??= new LabelIndex<Pod>([.. context.Pods.All.Select(pod => WithTopology(pod, context))], pod => pod.Namespace, pod => pod.Labels);
            foreach (var subset in rule.Subsets.Where(subset => !pods.Selected(Merge(host.WorkloadLabels, subset.Labels)).Any() && !context.Assumes.Pods(FullNames.OfHost(rule.Host, rule.Namespace).Namespace)))
            {
                context.Report(IstioCodes.DestinationRuleSubsetNotSelectPods, rule,
                    $"The Subset {subset.Name} defined in the DestinationRule does not select any pods. Which may lead to 503 UH (NoHealthyUpstream).");
            }
        }
    }

    private static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> others)
    {
        if (labels.Count == 0)
            return others;

        var merged = new Dictionary<string, string>(labels);
        foreach (var (name, value) in others)
            merged[name] = value;
        return merged;
    }

    /// <summary>The pod with the labels that Istio's registry takes from its node.</summary>
    private static Pod WithTopology(Pod pod, AnalysisContext context)
    {
        if (pod.NodeName.Length == 0 || context.Resources.Find<NodeResource>("Node", "", pod.NodeName) is not { } node)
            return pod;

        var labels = new Dictionary<string, string>(pod.Labels) { [HostnameLabel] = pod.NodeName };
        foreach (var name in TopologyLabels)
        {
            if (node.Labels.TryGetValue(name, out var value))
                labels[name] = value;
        }

        return pod with { Labels = labels };
    }
}
